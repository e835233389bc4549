// Finds pages by what a person types. It reads text only and changes nothing, so that it runs in a
// browser and in the tests alike. What differs between languages comes with the pages ("habits").

import { fold } from "./fold.js";

const WEIGHTS = { title: 8, label: 7, index: 7, headings: 4, description: 3, part: 2, text: 1 };
const ANSWER = { question: 8, asked: 8, answer: 1 };
// A tool goes before a page, and a page before the news and the API.
const KINDS = { tool: 1.1, page: 1, background: 0.5 };
const ANSWERED = 1; // what a best answer adds to its page, as a share of its own score
const SHOWN = 0.5; // how much of what was typed an answer must say to be shown
const MOST_ANSWERS = 3; // more of them would hide the pages
const LIKENESS = { same: 0.75, begins: 0.75, part: 0.6, misspelt: 0.6, marked: 0.4 };
const USUAL_LENGTH = 400;
const SATURATION = 6; // how soon a word said once more adds little
const COMMON = 0.5; // weight of a word that is on every page
const SMALL_WORD = 0.5; // weight of "how" or "my" in a title
const NAMED = 4; // what a name of the page that says the same adds to its words
const SHORTEST_PART = 4;
const LONGEST_QUERY = 200;
const WORDS_AROUND = 14;
const WORK_MS = 5;
const NUMBER = /^\d{3,}$/;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

// How the words of one language are made equal: endings, elisions, other spellings, synonyms.
class Language {
  constructor(habits) {
    this.ignored = new Set([...habits.ignored, ...habits.months].map(fold));
    this.defining = habits.defining.map((phrase) => ` ${this.#folded(phrase)} `);
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
    this.situations = habits.situations.map(({ said, unless = [], means }) => ({
      said: said.map((group) => this.#sayingOneOf(group)),
      unless: this.#sayingOneOf(unless),
      means: this.read(means),
    }));
    this.split = new Map();
  }

  plain(word) {
    return this.spellings.reduce((text, [from, to]) => text.replaceAll(from, to), fold(word));
  }

  #folded(text) {
    return [...fold(text).matchAll(WORD)].map(([word]) => word).join(" ");
  }

  // Whether a text asks what a word means.
  asksMeaning(text) {
    const folded = ` ${this.#folded(text)} `;
    return this.defining.some((phrase) => folded.includes(phrase));
  }

  // A word that distinguishes no page; the name of a month, a year or an amount does not either.
  isSmall(word) {
    return this.ignored.has(word) || NUMBER.test(word);
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

  // Whether words say one of a group, or a synonym of it. Of a small word only that form counts.
  #sayingOneOf(group) {
    const plain = group.map((word) => this.plain(word));
    const stems = plain.filter((word) => !this.isSmall(word)).map((word) => this.stem(word));
    const [forms, known] = [new Set(plain), new Set(stems)];
    for (const stem of stems) for (const other of this.alike.get(stem) ?? []) known.add(other);
    return (words) =>
      words.some(({ word, stem }) => forms.has(word) || (known.has(stem) && !this.isSmall(word)));
  }

  // Small words that say little alone say much together: the words for the situation they describe.
  meant(words) {
    const added = this.situations
      .filter(({ said, unless }) => said.every((says) => says(words)) && !unless(words))
      .flatMap(({ means }) => means);
    const typed = new Set(words.map(({ stem }) => stem));
    return [...words, ...added.filter(({ stem }) => !typed.has(stem) && typed.add(stem))];
  }

  // The words that distinguish pages, and the small ones, which only their names may share.
  sorted(words) {
    const isSmall = ({ word }) => this.isSmall(word);
    return [words.filter((word) => !isSmall(word)), words.filter(isSmall)];
  }

  // The words that a compound is made of, as far as the pages use them alone.
  parts(word) {
    if (!this.compounds || word.length < 2 * SHORTEST_PART) return [];
    if (!this.split.has(word)) this.split.set(word, this.#cut(word));
    return this.split.get(word);
  }

  // From the end of the word to its beginning, each place once: the longest first part goes first.
  #cut(word) {
    const cuts = new Map([[word.length, []]]);
    for (let from = word.length - SHORTEST_PART; from >= 0; from -= 1) {
      for (let to = word.length; to >= from + SHORTEST_PART; to -= 1) {
        const rest = cuts.get(to);
        if (!rest || (from === 0 && to === word.length)) continue;
        const part = this.stem(word.slice(from, to));
        // The last part may be shorter without its ending.
        if (!this.known.has(part) || (rest.length && part.length < SHORTEST_PART)) continue;
        cuts.set(from, [part, ...rest]);
        break;
      }
    }
    return cuts.get(0) ?? [];
  }
}

// By how many letters typed wrong, left out or swapped one word differs from the other; more than
// `most` is `Infinity`.
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
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
  return row[other.length] <= most ? row[other.length] : Infinity;
}

function likeness(asked, term) {
  if (asked === term) return 1;
  const [short, long] = asked.length < term.length ? [asked, term] : [term, asked];
  if (short.length < SHORTEST_PART || !long.startsWith(short)) return 0;
  return (LIKENESS.begins * short.length) / long.length;
}

class Index {
  constructor({ habits }) {
    this.language = new Language(habits);
    this.documents = [];
    this.addresses = new Map();
    this.terms = new Map();
  }

  // Reads and adds one document after the other: between two of them something else may be done.
  *steps({ habits, pages, answers, terms, glossary }) {
    for (const page of pages) yield this.documents.push(this.#page(page));
    for (const answer of answers) yield this.documents.push(this.#answer(answer));
    for (const term of terms)
      yield this.documents.push(this.#term(term, glossary, habits.defining));
    for (const document of this.documents) {
      if (document.page) this.addresses.set(document.page.address, document);
      for (const { word, stem } of document.fields.flatMap(({ words }) => words))
        if (word.length >= SHORTEST_PART) this.language.known.add(stem);
    }
    for (const document of this.documents) yield this.#add(document);
  }

  #page(page) {
    const fields = this.#fields(WEIGHTS, {
      title: [page.title],
      label: [page.label],
      index: page.index,
      headings: page.sections.map(([heading]) => heading),
      description: [page.description],
      part: [page.part],
      text: page.sections.map(([, text]) => text),
    });
    return { page, fields, names: this.#names([page.title, page.label, ...page.index]) };
  }

  #answer(answer) {
    const { question, asked } = answer;
    const fields = this.#fields(ANSWER, { question: [question], asked, answer: [answer.answer] });
    return { answer, fields, names: this.#names([question, ...asked]) };
  }

  // A word of the glossary answers only who asks what it means.
  #term({ id, term, answer }, address, defining) {
    const document = this.#answer({ address, id, question: term, asked: defining, answer });
    return { ...document, isTerm: true, names: this.#names([term]) };
  }

  #fields(weights, texts) {
    return Object.entries(texts).flatMap(([name, each]) =>
      each.map((text) => ({ text, weight: weights[name], words: this.language.read(text) })),
    );
  }

  #names(texts) {
    return texts.map((text) => this.language.read(text));
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
        if (this.language.isSmall(word)) continue;
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
    if (Math.max(0, ...near.values()) < LIKENESS.misspelt && word.length > 3) {
      const most = word.length > 6 ? 2 : 1;
      for (const term of this.terms.keys()) {
        const typos = term.length > 2 ? distance(stem, term, most) : Infinity;
        if (typos < Infinity) take(term, LIKENESS.misspelt / typos);
      }
    }
    return near;
  }

  // What each typed word may mean. A compound is asked for by its parts, and as it is typed.
  #concepts(typed) {
    return typed.flatMap((each) => {
      const meanings = this.#meanings(each);
      const parts = this.language.parts(each.word);
      const nearest = Math.max(0, ...meanings.values());
      if (!parts.length || (nearest > LIKENESS.part && nearest < 1)) return [meanings];
      const whole = nearest === 1 ? [[each.stem, 1]] : [];
      return parts.map((stem) => new Map([...this.#meanings({ word: stem, stem }), ...whole]));
    });
  }

  // The pages that fit, the best first, each with the words to show: its best answer, if one says
  // most of what was typed, or the place in its text.
  find(query) {
    const typed = this.language.meant(this.language.read(query.slice(0, LONGEST_QUERY)));
    const [distinctive, others] = this.language.sorted(typed);
    const concepts = this.#concepts(distinctive).map((meanings) => this.#weigh(meanings));
    const asksMeaning = this.language.asksMeaning(query.slice(0, LONGEST_QUERY));
    const documents = this.documents.filter(({ isTerm }) => asksMeaning || !isTerm);
    const hits = this.#merged(this.#scored(documents, concepts, others));
    hits.sort((one, other) => other.score - one.score);
    const best = hits[0]?.score ?? 0;
    return hits
      .filter(({ score }) => score > best / 8)
      .map((hit, place) => this.#shown(hit, concepts, place < MOST_ANSWERS));
  }

  // One hit for each page, with the nearest of its answers.
  #merged(scored) {
    const hits = new Map();
    for (const { document, score, share } of scored) {
      const { page, answer } = document;
      const { address } = page ?? answer;
      const hit = hits.get(address) ?? { score: 0, answered: 0, document: this.addresses.get(address) };
      hits.set(address, hit);
      if (page) hit.score = score;
      else if (score > hit.answered) Object.assign(hit, { answer, answered: score, share });
    }
    return [...hits.values()].map((hit) => ({ ...hit, score: hit.score + ANSWERED * hit.answered }));
  }

  #shown({ document, answer, share, score }, concepts, mayAnswer) {
    const { address, title, part } = document.page;
    const hit = { address, title, part, score };
    if (!mayAnswer || !answer || share < SHOWN) return { ...hit, excerpt: this.#excerpt(document, concepts) };
    const { id, question, page, answer: said, tool } = answer;
    return {
      ...hit,
      address: id ? `${address}#${id}` : address,
      title: question,
      part: page ?? title,
      answer: said,
      tool,
      excerpt: [],
    };
  }

  // Each page and answer that says something of what was typed, with its score and how much of it.
  *#scored(documents, concepts, others) {
    const all = concepts.reduce((sum, { rarity }) => sum + rarity, 0);
    for (const document of documents) {
      let score = 0;
      let share = 0;
      for (const { rarity, scores } of concepts) {
        const one = scores.get(document);
        if (!one) continue;
        score += rarity * one;
        share += rarity;
      }
      const small = concepts.length ? 0 : others.length;
      if (!score && !small) continue;
      const named = NAMED * this.#named(document, concepts, others);
      if (!score && !named) continue;
      const kind = KINDS[document.page?.kind] ?? 1;
      share = small ? 1 : share / all;
      yield { document, share, score: (kind * (score + named) * (1 + share)) / 2 };
    }
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
    return COMMON + Math.log(1 + (this.documents.length - many + 0.5) / (many + 0.5));
  }

  // How closely a title, a label or an entry of the A to Z says what was typed: 1 is word for word.
  #named({ names }, concepts, others) {
    const asked = concepts.reduce((sum, { rarity }) => sum + rarity, SMALL_WORD * others.length);
    const of = (words) => {
      let name = 0;
      const stems = [];
      for (const { word, stem } of words) {
        const isDistinctive = !this.language.isSmall(word);
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
  const index = new Index(data);
  for (const _ of index.steps(data));
  return index;
}

// The same, with a pause whenever it has worked for some milliseconds: typing comes first.
export async function makeIndexWithPauses(data, pause) {
  const index = new Index(data);
  let since = performance.now();
  for (const _ of index.steps(data)) {
    if (performance.now() - since < WORK_MS) continue;
    await pause();
    since = performance.now();
  }
  return index;
}
