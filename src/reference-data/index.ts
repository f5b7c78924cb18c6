export { CodeListArgs, codeList } from './code-list';
export { CodedInput } from './reference-inputs';
export { coded, takeCoded } from './reference-mutations';
