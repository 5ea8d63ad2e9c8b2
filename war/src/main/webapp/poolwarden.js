/*
 * The console's one script. Every page works without it; with it a page refreshes itself in place, counts what is
 * selected and copies texts. It asks for the page that is open and swaps its live part: the server alone renders.
 */
'use strict';
(() => {
  const body = document.body;
  const SLOWEST = 15000;
  /** Each refresh renews the sign-in: a page that nobody watches must let it end. */
  const UNWATCHED = 20 * 60 * 1000;
  const PAUSED = 'poolwarden.paused';
  let every = Number(body.dataset.every || 0) * 1000;

  let updated = Date.now();
  let paused = remembered();
  let touched = Date.now();
  let wake = () => {};

  const status = document.createElement('p');
  status.className = 'live-status';
  status.setAttribute('role', 'status');
  document.querySelector('main').append(status);

  /** Some browsers keep nothing for a page, and say so by an error. */
  function remembered() {
    try {
      return localStorage.getItem(PAUSED) === 'yes';
    } catch (nothingIsKept) {
      return false;
    }
  }

  function remember() {
    try {
      localStorage.setItem(PAUSED, paused ? 'yes' : 'no');
    } catch (nothingIsKept) {
      // It holds for this page then.
    }
  }

  /** How old the page is, and whether it goes on; a kill that is followed is not paused. */
  function tell() {
    const control = document.querySelector('header .refresh');
    const button = control && control.querySelector('[data-pause]');
    if (!control) {
      return;
    }
    control.hidden = !(every > 0 && document.querySelector('[data-live]:not([data-over], [data-follow])'));
    const seconds = Math.round((Date.now() - updated) / 1000);
    const age = seconds < 100 ? seconds + ' s' : Math.round(seconds / 60) + ' min';
    control.querySelector('.when').textContent =
      (paused ? control.dataset.off + ', ' : '') + control.dataset.updated.replace('#', age);
    button.textContent = paused ? button.dataset.resume : button.dataset.pause;
  }

  function stopped() {
    const control = document.querySelector('header .refresh');
    return paused && control !== null && !control.hidden;
  }

  /** Whether a swap would take something from under the reader's hands. */
  function busy() {
    const live = document.querySelector('[data-live]');
    if (!live) {
      return true;
    }
    const focus = document.activeElement;
    const typing = focus && focus.matches('input:not([type="checkbox"]), select, textarea') && live.contains(focus);
    const selection = document.getSelection();
    const text = selection && !selection.isCollapsed && live.contains(selection.anchorNode);
    const help = CSS.supports('selector(:popover-open)') && document.querySelector(':popover-open') !== null;
    return typing || text || help || document.querySelector('input[name="lease"]:checked') !== null;
  }

  function say(text) {
    if (status.textContent !== text) {
      status.textContent = text;
    }
  }

  /** Swaps the live part, and keeps what is unfolded and where the focus is. */
  function swap(fresh) {
    updated = Date.now();
    const old = document.querySelector('[data-live]');
    const focused = old.contains(document.activeElement) ? path(old, document.activeElement) : null;
    for (const open of old.querySelectorAll('details[id]')) {
      const twin = fresh.querySelector('#' + CSS.escape(open.id));
      if (twin) {
        twin.open = open.open;
      }
    }
    old.replaceWith(document.importNode(fresh, true));
    const now = document.querySelector('[data-live]');
    prepare(now);
    if (focused) {
      const target = now.querySelector(focused);
      if (target) {
        target.focus({preventScroll: true});
      }
    }
  }

  /** Shows another page, or a refusal. No reload: the database has answered once, and would be asked anew. */
  function place(page) {
    const main = page.querySelector('main');
    if (!main) {
      say(body.dataset.stale);
      return;
    }
    every = Number(page.body.dataset.every || 0) * 1000;
    updated = Date.now();
    document.title = page.title;
    const now = document.importNode(main, true);
    document.querySelector('main').replaceWith(now);
    say('');
    now.append(status);
    prepare(now);
    now.focus({preventScroll: true});
  }

  /** What finds the same link or control in the next rendering. */
  function path(root, element) {
    if (element.id) {
      return '#' + CSS.escape(element.id);
    }
    const href = element.getAttribute('href');
    if (href) {
      return 'a[href="' + CSS.escape(href) + '"]';
    }
    const details = element.closest('details[id]');
    return details && element.tagName === 'SUMMARY' ? '#' + CSS.escape(details.id) + ' > summary' : null;
  }

  async function refresh() {
    if (busy()) {
      say(document.querySelector('[data-live]') ? body.dataset.paused : '');
      return;
    }
    let answer;
    try {
      answer = await fetch(location.href, {credentials: 'same-origin', signal: AbortSignal.timeout(SLOWEST)});
    } catch (noAnswer) {
      say(body.dataset.stale);
      return;
    }
    if (answer.status === 401) {
      location.reload(); // signed out: the server shows the form
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('[data-live]');
    if (!fresh) {
      const waiting = document.querySelector('[data-follow="waiting"]');
      if (answer.ok || waiting || answer.status === 403 || answer.status === 404) {
        place(page);
      } else {
        const refusal = page.querySelector('main [role="alert"]');
        say(refusal ? refusal.textContent : body.dataset.stale);
      }
      return;
    }
    if (busy()) {
      return;
    }
    every = Number(page.body.dataset.every || 0) * 1000;
    say('');
    swap(fresh);
  }

  function unwatched() {
    return Date.now() - touched > UNWATCHED;
  }

  /** A sign of somebody; after a long time without one, the page refreshes at once. */
  function touch() {
    const slept = unwatched();
    touched = Date.now();
    if (slept) {
      wake();
    }
  }

  async function follow() {
    while (every > 0) {
      await new Promise(resolve => {
        wake = resolve;
        setTimeout(resolve, every);
      });
      if (unwatched()) {
        say(body.dataset.idle);
      } else if (!document.hidden && !stopped()) {
        await refresh();
        tell();
      }
    }
  }

  async function copy(button, source) {
    const text = source.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch (notAllowed) { // without TLS a browser gives no clipboard
      const range = document.createRange();
      range.selectNodeContents(source);
      const selection = document.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      document.execCommand('copy');
      selection.removeAllRanges();
    }
    button.textContent = body.dataset.copied;
  }

  function prepare(root) {
    for (const source of root.querySelectorAll('[data-copy]')) {
      if (source === body) {
        continue;
      }
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'pf-v6-c-button pf-m-secondary pf-m-small plain copy';
      button.textContent = body.dataset.copy;
      button.addEventListener('click', () => copy(button, source));
      source.after(button);
    }
    for (const all of root.querySelectorAll('[data-all]')) {
      all.hidden = false;
    }
    count();
  }

  /** How many are ticked, on the button that is about them. */
  function count() {
    const button = document.querySelector('[data-selected]');
    if (!button) {
      return;
    }
    const ticked = document.querySelectorAll('input[name="lease"]:checked').length;
    let note = button.querySelector('.ticked');
    if (!note) {
      note = document.createElement('span');
      note.className = 'ticked';
      button.append(note);
    }
    note.textContent = ticked ? ' (' + ticked + ' ' + button.dataset.selected + ')' : '';
    button.disabled = ticked === 0;
  }

  document.addEventListener('click', event => {
    if (event.target.closest('[data-all]')) {
      const boxes = [...document.querySelectorAll('input[name="lease"]')];
      const all = boxes.every(box => box.checked);
      boxes.forEach(box => {
        box.checked = !all;
      });
      count();
    }
    if (event.target.closest('[data-pause]')) {
      paused = !paused;
      remember();
      tell();
      wake();
    }
  });
  document.addEventListener('change', event => {
    if (event.target.matches('input[name="lease"]')) {
      count();
    }
    if (event.target.matches('form[role="search"] select')) {
      event.target.form.submit();
    }
  });
  /** j and k go from row to row, x selects, / searches, ? says so. Enter follows the link that has the focus. */
  function shortcut(event) {
    const keys = document.querySelector('dialog#keys');
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches('input:not([type="checkbox"]), select')) {
      return;
    }
    const row = document.activeElement.closest('tr.one');
    const rows = [...document.querySelectorAll('tr.one')].filter(one => one.offsetParent !== null);
    const search = document.querySelector('#q');
    if (event.key === '?' && keys) {
      keys.showModal();
    } else if (event.key === '/' && search) {
      search.focus();
      search.select();
    } else if (event.key === 'j' || event.key === 'k') {
      const next = rows[rows.indexOf(row) + (event.key === 'j' ? 1 : -1)];
      const link = next && next.querySelector('a');
      if (link) {
        link.focus();
      }
    } else if (event.key === 'x' && row && row.querySelector('input[name="lease"]')) {
      row.querySelector('input[name="lease"]').click();
    } else {
      return;
    }
    event.preventDefault();
  }

  document.addEventListener('keydown', shortcut);
  for (const sign of ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart']) {
    document.addEventListener(sign, touch, {passive: true});
  }
  prepare(document);
  tell();
  setInterval(tell, 1000);
  follow();
})();
