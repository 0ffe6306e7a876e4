// How sources become JavaScript, for the page and for tests.
import { countryNames } from './outlines.mjs';

export const options = {
  define: { COUNTRY_NAMES: JSON.stringify(countryNames()) },
};
