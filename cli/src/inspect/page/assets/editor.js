// A callback to change and send.

import { get, post } from './api.js';
import { element, named } from './dom.js';

const dialog = named('editor');
const field = (name) => dialog.querySelector(`[name=${name}]`);
const error = dialog.querySelector('.error');
const commands = field('command');

let sentBefore = {};
let onsent = () => {};

function open(title, isNew) {
  named('editor-title').textContent = title;
  named('editor-commands').hidden = !isNew;
  error.textContent = '';
  dialog.showModal();
}

async function sample() {
  try {
    const { query, body } = await get(`/api/sample?${new URLSearchParams({ command: commands.value })}`);
    field('query').value = query;
    field('body').value = body;
  } catch (failed) {
    error.textContent = failed.message;
  }
}

async function send() {
  const changed = { query: field('query').value, body: field('body').value };
  try {
    const sent = await post('/api/send', { ...sentBefore, ...changed });
    dialog.close();
    onsent(sent.id);
  } catch (failed) {
    error.textContent = failed.message;
  }
}

export function setUp(hello, select) {
  onsent = select;
  const chosen = commands.value || 'Group.CallbackBeforeSendMsg';
  commands.replaceChildren(...hello.commands.map((name) => element('option', {}, name)));
  commands.value = chosen;
  named('editor-signing').textContent = hello.signs
    ? 'It is signed anew when it is sent.'
    : 'It is sent without a signature, because there is no --token.';
}

export function edit(callback) {
  sentBefore = { run: callback.run, id: callback.id };
  field('query').value = callback.query;
  field('body').value = callback.body.text;
  open('Edit and send', false);
  field('body').focus();
}

export async function create() {
  sentBefore = {};
  open('New callback', true);
  await sample();
}

commands.addEventListener('change', sample);
field('send').addEventListener('click', send);
field('close').addEventListener('click', () => dialog.close());
