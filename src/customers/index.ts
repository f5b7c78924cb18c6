export { CustomerRecordInput } from './customer-record-input';
export { CustomerIdentifierInput, CustomerReferenceInput, nameCustomers } from './customer-reference';
export { draftAbout, draftsAbout } from './draft-about';
