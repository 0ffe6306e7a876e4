import type { View } from '../app';
export const release: View = (_app, _m, host) => { host.textContent = 'release'; };
