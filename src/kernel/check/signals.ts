import { halfLives, type SignalDeclaration } from '../../sdk';
import { faultOf, type PluginCheck } from './contributor';

/** Whether the declarations of signals obey the value model. */
export const checkSignals: PluginCheck = (plugin) => {
  const { signals = [], adoption = [], score } = plugin.contributions;
  const unscored = score === undefined && signals.length + adoption.length > 0;
  return [
    ...signals.flatMap((signal) =>
      contradictions(signal).map((reason) => {
        const message = `The signal "${signal.id}" cannot be used: ${reason}`;
        return faultOf(plugin, 'SIGNAL_INVALID', signal.id, message);
      }),
    ),
    ...(unscored ? [faultOf(plugin, 'SCORE_MISSING', 'score', noScore)] : []),
  ];
};

const noScore =
  'Signals or adoption evidence are declared, but there is no score function to report them. Add one, or remove the declarations.';

function contradictions({ direction, maxAmount, dailyCap, defaults }: SignalDeclaration): readonly string[] {
  const { weight, halfLifeDays, load, dialogueIn, dialogueOut } = defaults;
  const rungs: readonly number[] = halfLives;
  const amounts = { load, dialogueIn, dialogueOut };
  return [
    ...(direction === 'out' && weight !== 0
      ? [`its direction is out and its weight ${weight}. Our own effort is cost, so the weight must be 0.`]
      : []),
    ...(rungs.includes(halfLifeDays)
      ? []
      : [`its half-life of ${halfLifeDays} days is not on the ladder. Use one of ${rungs.join(', ')}.`]),
    ...(Number.isFinite(weight) ? [] : [`its weight is ${weight}. Use a finite number.`]),
    ...(maxAmount > 0 && Number.isFinite(maxAmount)
      ? []
      : [`its maxAmount is ${maxAmount}. Use a finite number above 0.`]),
    ...(dailyCap === undefined || dailyCap > 0
      ? []
      : [`its dailyCap is ${dailyCap}. Use a number above 0, or leave it out.`]),
    ...Object.entries(amounts)
      .filter(([, amount]) => !(amount >= 0 && Number.isFinite(amount)))
      .map(([name, amount]) => `its ${name} is ${amount}. Use 0 or a finite number above it.`),
  ];
}
