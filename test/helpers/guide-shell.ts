import { dirname } from 'node:path';
import { must, type PartnerPlace } from './packed-platform';

/** Runs the commands of the partner guide, word by word, in a folder that is thrown away. */
export interface GuideShell {
  /** Each run begins in `folder`, or where the repository is, and takes the commands as they stand. */
  run(commands: string, folder: string): Promise<string>;
  /** The folder that `..` means in the guide. */
  readonly root: string;
}

/**
 * What needs a registry is done without one: the platform is installed from its tarball already, and what it depends on is
 * that of this project. `npm test` of the new package runs in the test of the afternoon; here it only builds.
 */
export function guideShell(place: PartnerPlace, environment: Readonly<Record<string, string>>): GuideShell {
  const root = dirname(place.folder);
  return {
    root,
    run: (commands, folder) =>
      must('bash', ['-c', `${prelude}\n${commands.replaceAll('--directory ../', `--directory ${root}/`)}`], folder, {
        ...environment,
        root,
        platform: `${place.folder}/node_modules/rapport`,
      }),
  };
}

const prelude = `
set -euo pipefail
dev=
trap '[ -z "$dev" ] || kill "$dev" 2> /dev/null || true' EXIT
npm() {
  case "$*" in
    ci | 'run build' | 'pack --pack-destination ..') ;;
    install*)
      mkdir -p node_modules/.bin
      ln -s "$platform" node_modules/rapport
      ln -s ../rapport/dist/src/cli/rapport.js node_modules/.bin/rapport
      for package in "$@"; do
        case "$package" in
          *rapport-plugin-*.tgz)
            mkdir node_modules/rapport-plugin-sms
            tar -xzf "$package" -C node_modules/rapport-plugin-sms --strip-components=1 ;;
        esac
      done ;;
    test) command npm run --silent build ;;
    'run dev')
      node node_modules/.bin/rapport dev > "$root/dev.log" 2>&1 &
      dev=$!
      until curl --silent --fail "$RAPPORT_URL/readyz" > /dev/null; do
        kill -0 "$dev" || { cat "$root/dev.log"; exit 1; }
        sleep 0.2
      done ;;
    'run send'*)
      command npm "$@"
      kill "$dev"
      wait "$dev"
      dev= ;;
    *) command npm "$@" ;;
  esac
}
npx() {
  local program=$1
  shift
  # In the repository itself the command is its own.
  [ -e "node_modules/.bin/$program" ] && program="node_modules/.bin/$program" || program="dist/src/cli/$program.js"
  node "$program" "$@"
}
cd() { builtin cd "\${1/#..\\/rapport-plugin-sms/$root/rapport-plugin-sms}"; }
`;
