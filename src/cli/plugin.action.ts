export { installPlugin } from './plugins/install';
export { disablePlugin, enablePlugin } from './plugins/standing';
export { uninstallPlugin } from './plugins/uninstall';
export { upgradePlugin } from './plugins/upgrade';
