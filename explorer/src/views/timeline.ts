import type { View } from '../app';
export const timeline: View = (_app, _m, host) => { host.textContent = 'timeline'; };
