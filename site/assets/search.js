// Finds pages by what a person types. It reads text only and changes nothing, so that it runs in a
// browser and in the tests alike. What differs between languages comes with the pages ("habits").

const WEIGHTS = { title: 8, label: 7, index: 7, headings: 4, description: 3, part: 2, text: 1 };
const LIKENESS = { same: 0.75, begins: 0.75, part: 0.6, misspelt: 0.6, marked: 0.4 };
const USUAL_LENGTH = 400;
const SATURATION = 6; // how soon a word said once more adds little
const COMMON = 0.5; // weight of a word that is on every page
const SMALL_WORD = 0.5; // weight of "how" or "my" in a title
const NAMED = 4; // what a name of the page that says the same adds to its words
const SHORTEST_PART = 4;
const LONGEST_QUERY = 200;
const WORDS_AROUND = 14;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

const SPELLED = { "œ": "oe", "æ": "ae", "ß": "ss" };

// A text without capitals, accents and ligatures.
export function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[œæß]/g, (letter) => SPELLED[letter]);
}

// How the words of one language are made equal: endings, elisions, other spellings, synonyms.
class Language {
  constructor(habits) {
    this.ignored = new Set(habits.ignored.map(fold));
    this.elided = new Set(habits.elided.map(fold));
    this.spellings = habits.spellings;
    this.compounds = habits.compounds;
    this.endings = [...habits.endings].sort((one, other) => other.length - one.length);
    this.alike = new Map();
    for (const group of habits.same) {
      const stems = group.map((word) => this.stem(this.plain(word)));
      for (const stem of stems) this.alike.set(stem, [...(this.alike.get(stem) ?? []), ...stems]);
    }
    this.known = new Set(this.alike.keys());
    this.split = new Map();
  }

  plain(word) {
    return this.spellings.reduce((text, [from, to]) => text.replaceAll(from, to), fold(word));
  }

  // A word without its endings; doubled letters count as one, as in "betaalt" and "betalen".
  stem(word) {
    return this.#shorten(this.#shorten(word.replace(/([a-z])\1/g, "$1")));
  }

  #shorten(word) {
    const ending = this.endings.find(
      (each) => word.endsWith(each) && word.length - each.length >= (each.length > 2 ? 4 : 3),
    );
    return word.slice(0, word.length - (ending?.length ?? 0));
  }

  // The words of a text with their places; what an apostrophe cut off at the front is left out.
  read(text) {
    const found = [];
    for (const match of text.matchAll(WORD)) {
      const word = this.plain(match[0]);
      const end = match.index + match[0].length;
      if (/['’]/.test(text[end] ?? "") && this.elided.has(word)) continue;
      found.push({ start: match.index, end, word, stem: this.stem(word) });
    }
    return found;
  }

  // The words that distinguish pages; all of them if none does.
  distinctive(words) {
    const distinctive = words.filter(({ word }) => !this.ignored.has(word));
    return distinctive.length ? distinctive : words;
  }

  // The words that a compound is made of, as far as the pages use them alone.
  parts(word) {
    if (!this.compounds || word.length < 2 * SHORTEST_PART) return [];
    if (!this.split.has(word)) this.split.set(word, this.#cut(word));
    return this.split.get(word);
  }

  #cut(word) {
    for (let place = word.length - SHORTEST_PART; place >= SHORTEST_PART; place -= 1) {
      const first = this.stem(word.slice(0, place));
      const rest = word.slice(place);
      if (!this.known.has(first) || first.length < SHORTEST_PART) continue;
      if (this.known.has(this.stem(rest))) return [first, this.stem(rest)];
      const more = rest.length < 2 * SHORTEST_PART ? [] : this.#cut(rest);
      if (more.length) return [first, ...more];
    }
    return [];
  }
}

// Whether one word becomes the other by at most `most` letters typed wrong, left out or swapped.
function isNear(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return false;
  let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const differs = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + differs);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    [before, row] = [row, next];
  }
  return row[other.length] <= most;
}

function likeness(asked, term) {
  if (asked === term) return 1;
  const [short, long] = asked.length < term.length ? [asked, term] : [term, asked];
  if (short.length < SHORTEST_PART || !long.startsWith(short)) return 0;
  return (LIKENESS.begins * short.length) / long.length;
}

class Index {
  constructor({ habits, pages }) {
    this.language = new Language(habits);
    this.pages = pages.map((page) => this.#prepare(page));
    const all = this.pages.flatMap(({ fields }) => fields.flatMap(({ words }) => words));
    for (const { word, stem } of all) {
      if (word.length >= SHORTEST_PART) this.language.known.add(stem);
    }
    this.terms = new Map();
    for (const page of this.pages) this.#add(page);
  }

  #prepare(page) {
    const fields = Object.entries({
      title: [page.title],
      label: [page.label],
      index: page.index,
      headings: page.sections.map(([heading]) => heading),
      description: [page.description],
      part: [page.part],
      text: page.sections.map(([, text]) => text),
    }).flatMap(([name, texts]) =>
      texts.map((text) => ({ text, weight: WEIGHTS[name], words: this.language.read(text) })),
    );
    const names = [page.title, page.label, ...page.index].map((text) => this.language.read(text));
    return { page, fields, names };
  }

  #add(entry) {
    const length = entry.fields.reduce((sum, { words }) => sum + words.length, 0);
    // In a long page a word says a little less.
    entry.norm = 0.7 + (0.3 * length) / USUAL_LENGTH;
    const put = (term, weight) => {
      if (!this.terms.has(term)) this.terms.set(term, new Map());
      const places = this.terms.get(term);
      places.set(entry, (places.get(entry) ?? 0) + weight);
    };
    for (const { words, weight } of entry.fields) {
      for (const { word, stem } of words) {
        if (this.language.ignored.has(word)) continue;
        put(stem, weight);
        for (const part of this.language.parts(word)) {
          if (part !== stem) put(part, weight * LIKENESS.part);
        }
      }
    }
  }

  // What a typed word may mean: terms of the pages, each with how near it is.
  #meanings({ word, stem }) {
    const near = new Map();
    const take = (term, how) => near.set(term, Math.max(how, near.get(term) ?? 0));
    for (const term of this.terms.keys()) {
      const how = likeness(stem, term);
      if (how) take(term, how);
    }
    for (const term of this.language.alike.get(stem) ?? []) {
      if (term !== stem && this.terms.has(term)) take(term, LIKENESS.same);
    }
    if (!near.size && word.length > 3) {
      const most = word.length > 8 ? 2 : 1;
      for (const term of this.terms.keys()) {
        if (term.length > 2 && isNear(stem, term, most)) take(term, LIKENESS.misspelt);
      }
    }
    return near;
  }

  // What each typed word may mean. A compound is asked for by its parts, and as it is typed.
  #concepts(typed) {
    return this.language.distinctive(typed).flatMap((each) => {
      const meanings = this.#meanings(each);
      const parts = this.language.parts(each.word);
      const nearest = Math.max(0, ...meanings.values());
      if (!parts.length || (nearest > LIKENESS.part && nearest < 1)) return [meanings];
      const whole = nearest === 1 ? [[each.stem, 1]] : [];
      return parts.map((stem) => new Map([...this.#meanings({ word: stem, stem }), ...whole]));
    });
  }

  // The pages that fit, the best first, each with the words to show.
  find(query) {
    const typed = this.language.read(query.slice(0, LONGEST_QUERY));
    const concepts = this.#concepts(typed).map((meanings) => this.#weigh(meanings));
    const others = typed.filter(({ word }) => this.language.ignored.has(word));
    const all = concepts.reduce((sum, { rarity }) => sum + rarity, 0);
    const found = [];
    for (const entry of this.pages) {
      let score = 0;
      let share = 0;
      for (const { rarity, scores } of concepts) {
        const one = scores.get(entry);
        if (!one) continue;
        score += rarity * one;
        share += rarity;
      }
      if (!score) continue;
      const named = this.#named(entry, concepts, others);
      found.push({ entry, score: ((score + NAMED * named) * (1 + share / all)) / 2 });
    }
    found.sort((one, other) => other.score - one.score);
    const best = found[0]?.score ?? 0;
    return found
      .filter(({ score }) => score > best / 8)
      .map(({ entry, score }) => ({
        address: entry.page.address,
        title: entry.page.title,
        part: entry.page.part,
        excerpt: this.#excerpt(entry, concepts),
        score,
      }));
  }

  // How well each page answers one typed word, and how much that word distinguishes pages.
  #weigh(meanings) {
    const scores = new Map();
    for (const [term, how] of meanings) {
      for (const [entry, weight] of this.terms.get(term) ?? []) {
        const score = (how * weight) / (weight + SATURATION * entry.norm);
        scores.set(entry, Math.max(score, scores.get(entry) ?? 0));
      }
    }
    return { meanings, scores, rarity: this.#rarity(scores.size) };
  }

  #rarity(many) {
    return COMMON + Math.log(1 + (this.pages.length - many + 0.5) / (many + 0.5));
  }

  // How closely a title, a label or an entry of the A to Z says what was typed: 1 is word for word.
  #named({ names }, concepts, others) {
    const asked = concepts.reduce((sum, { rarity }) => sum + rarity, SMALL_WORD * others.length);
    const of = (words) => {
      let name = 0;
      const stems = [];
      for (const { word, stem } of words) {
        const isDistinctive = !this.language.ignored.has(word);
        name += isDistinctive ? this.#rarity(this.terms.get(stem)?.size ?? 0) : SMALL_WORD;
        if (isDistinctive) stems.push(stem, ...this.language.parts(word));
      }
      const small = others.filter((other) => words.some(({ word }) => word === other.word));
      let said = SMALL_WORD * small.length;
      for (const { meanings, rarity } of concepts) {
        said += rarity * Math.max(0, ...stems.map((stem) => meanings.get(stem) ?? 0));
      }
      return (2 * Math.min(said, name)) / (name + asked);
    };
    return Math.max(...names.map(of)) ** 2;
  }

  // The place in the text that says most of what was typed, in pieces: [text, is it marked].
  // A synonym helps to choose the place, but is not marked: nobody typed it.
  #excerpt({ page, fields }, concepts) {
    const shown = (how) => (how === LIKENESS.same ? LIKENESS.marked / 2 : how);
    const how = ({ word, stem }) =>
      concepts.map(({ meanings }) =>
        Math.max(
          0,
          ...[stem, ...this.language.parts(word)].map((term) => shown(meanings.get(term) ?? 0)),
        ),
      );
    let best = { score: -1 };
    for (const { text, words, weight } of fields) {
      if (weight !== WEIGHTS.text && text !== page.description) continue;
      const hits = words.map(how);
      for (let from = 0; from < words.length; from += WORDS_AROUND / 2) {
        const to = Math.min(from + 2 * WORDS_AROUND, words.length);
        const window = hits.slice(from, to);
        const said = concepts.map(({ rarity }, place) =>
          Math.max(0, ...window.map((hit) => rarity * hit[place])),
        );
        const score = said.reduce((sum, one) => sum + one, text === page.description ? 0.1 : 0);
        if (score <= best.score) continue;
        const isLast = to === words.length;
        best = { score, text, words: words.slice(from, to), from, hits: window, isLast };
      }
    }
    return best.text ? pieces(best) : [];
  }
}

function pieces({ text, words, from, hits, isLast }) {
  const out = [];
  const start = from ? words[0].start : 0;
  const end = isLast ? text.length : words.at(-1).end;
  let place = start;
  if (from) out.push(["… ", false]);
  words.forEach((word, at) => {
    if (Math.max(0, ...hits[at]) < LIKENESS.marked) return;
    out.push([text.slice(place, word.start), false], [text.slice(word.start, word.end), true]);
    place = word.end;
  });
  out.push([text.slice(place, end), false]);
  if (!isLast) out.push([" …", false]);
  return out.filter(([piece]) => piece);
}

export function makeIndex(data) {
  return new Index(data);
}
