import { lateServices } from './late-services';

interface Services {
  readonly clock: { readonly zone: string; now(): number };
  greet(name: string): string;
}

class Clock {
  readonly zone = 'UTC';
  readonly #time = 7;

  now(): number {
    return this.#time;
  }
}

describe('late services', () => {
  it('can be taken apart before they exist and called once they do', () => {
    const late = lateServices<Services>();
    const { clock, greet } = late.services;

    late.bind({ clock: new Clock(), greet: (name) => `Hello ${name}` });

    expect(clock.now()).toBe(7);
    expect(clock.zone).toBe('UTC');
    expect(greet('you')).toBe('Hello you');
    expect(late.services.clock.zone).toBe('UTC');
  });

  it('say what was called too early', () => {
    const { services } = lateServices<Services>();

    expect(() => services.clock.now()).toThrow('services.clock.now() was called before the services exist.');
  });
});
