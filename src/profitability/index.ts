export { profitJudge } from './profit-judge';
export {
  createProfitabilityReader,
  type ProfitabilityData,
  type ProfitabilityQuestion,
  type ProfitabilityReader,
  type ProfitabilityServices,
} from './profitability-reader';
