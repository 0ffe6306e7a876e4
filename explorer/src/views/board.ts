import type { View } from '../app';
export const board: View = (_app, _m, host) => { host.textContent = 'board'; };
