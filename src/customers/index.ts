export { CustomerRecordInput } from './customer-record-input';
export {
  CustomerIdentifierInput,
  CustomerReferenceInput,
  type NamedCustomer,
  nameCustomers,
} from './customer-reference';
export { draftAbout, draftsAbout } from './draft-about';
