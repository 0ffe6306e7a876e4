// What views share: the dataset, the address, and how to change it.
import type { Model } from './model';
import { address, type Filter, type Route } from './route';
import type { Store } from './store';
import type { Index } from './types';

export interface App {
  index: Index;
  store: Store;
  route: Route;
  /** Address of a view with the filter as it is, changed by `changes`. */
  href(view: string, argument?: string, changes?: Filter): string;
  /** Changes the filter and shows the view again. */
  narrow(changes: Filter): void;
  /** Changes the filter while the view keeps itself up to date. */
  narrowQuietly(changes: Filter): void;
  /** Tells what happened to those who do not see it. */
  say(text: string): void;
}

/** Shows itself in `host`; may return what to do when another view comes. */
export type View = (app: App, m: Model, host: HTMLElement) => void | (() => void);

/** A filter with changes; an empty value takes a filter away. */
export function changed(filter: Filter, changes: Filter): Filter {
  const next: Filter = { ...filter };
  for (const [name, value] of Object.entries(changes) as [keyof Filter, string | undefined][]) {
    if (value) next[name] = value;
    else delete next[name];
  }
  return next;
}

export function hrefOf(route: Route, view: string, argument = '', changes: Filter = {}): string {
  return address(view, argument, changed(route.filter, changes));
}

/** The meaning of a code, from the codebook. */
export function meaning(index: Index, vocabulary: string, code: string): string {
  return index.vocabularies[vocabulary]?.find(([word]) => word === code)?.[1] ?? '';
}
export const words = (index: Index, vocabulary: string): string[] => (index.vocabularies[vocabulary] ?? []).map(([word]) => word);
