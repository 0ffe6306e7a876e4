// Words without case, accents and scripts' differences: "Раҳмон", "Rahmón" and "RAHMON" are the same.

const LETTERS: Record<string, string> = {
  'ß': 'ss', 'ẞ': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ł': 'l', 'ı': 'i', 'ŋ': 'n', 'ħ': 'h', 'ə': 'a',
  '‘': "'", '’': "'", 'ʼ': "'", 'ʻ': "'", 'ʿ': "'", 'ʾ': "'", '‚': "'", '“': '"', '”': '"', '„': '"', '«': '"', '»': '"',
  '‐': '-', '‑': '-', '–': '-', '—': '-', '−': '-', '…': '...', '\u00a0': ' ', '\u202f': ' ', '\u2009': ' ', '\u00ad': '',
  а: 'a', б: 'b', в: 'v', г: 'g', ғ: 'gh', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'i', к: 'k', қ: 'q', л: 'l', м: 'm', н: 'n',
  ң: 'n', о: 'o', ө: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ў: 'o', ү: 'u', ұ: 'u', ф: 'f', х: 'kh', ҳ: 'h', һ: 'h', ц: 'ts', ч: 'ch',
  ҷ: 'j', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya', і: 'i', ї: 'yi', є: 'ye', ґ: 'g',
};
// Everything but ASCII. A text has few different such characters, so each is looked up once.
const OTHER = /[^\x00-\x7f]/g;
const ASCII = /^[\x00-\x7f]*$/;
const MARKS = /\p{M}/gu;
const known = new Map<string, string>();

function plain(letter: string): string {
  let folded = known.get(letter);
  if (folded === undefined) {
    const bare = LETTERS[letter] ?? letter.normalize('NFD').replace(MARKS, '');
    folded = bare.replace(OTHER, (c) => LETTERS[c] ?? c);
    known.set(letter, folded);
  }
  return folded;
}

/** Folds a text for comparison. */
export function fold(text: string): string {
  const low = text.toLowerCase();
  return ASCII.test(low) ? low : low.replace(OTHER, plain);
}

/** Folds a name further, so that spellings by different hands meet: Rakhmon and Rahmon, Mohammed and Muhamed. */
export function sound(text: string): string {
  return fold(text).replace(/kh/g, 'h').replace(/ou|oo/g, 'u').replace(/y|j/g, 'i').replace(/iy|ii|ey/g, 'i').replace(/([a-z])\1+/g, '$1');
}

/** The terms of a query: words, and phrases in quotation marks. */
export function terms(query: string): string[] {
  const found = fold(query).match(/"[^"]+"|[^\s"]+/g) ?? [];
  return [...new Set(found.map((t) => t.replaceAll('"', '').replace(/\s+/g, ' ').trim()).filter(Boolean))];
}
