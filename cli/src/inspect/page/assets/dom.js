// Elements. Texts of strangers only ever become text: nothing here parses markup.

export const named = (id) => document.getElementById(id);

// An element with these properties. A child is an element or a text.
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'class') made.className = value;
    else if (name.startsWith('aria-') || name === 'role') made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function button(label, onclick, properties = {}) {
  return element('button', { type: 'button', onclick, ...properties }, label);
}

// Says something for a few seconds.
let silence;
export function say(text) {
  const said = named('said');
  said.textContent = text;
  said.classList.add('shown');
  clearTimeout(silence);
  silence = setTimeout(() => said.classList.remove('shown'), 4000);
}

const GOOD = ['allowed', 'acknowledged', 'answered', 'changed'];
const REFUSED = ['refused', 'partly refused', 'dropped'];
const BAD = ['failed', 'undefined', 'no answer'];

export function badge(outcome) {
  const among = (outcomes) => outcomes.includes(outcome);
  const tone = among(GOOD) ? 'good' : among(REFUSED) ? 'refused' : among(BAD) ? 'bad' : 'neutral';
  return element('span', { class: `badge ${tone}` }, outcome);
}

export const took = (ms) => (ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`);
