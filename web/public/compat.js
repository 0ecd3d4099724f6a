// SPDX-License-Identifier: Apache-2.0
// Runs before the console, in any browser: adds the little that Chrome 69, Safari 13 and
// Firefox 68 lack, and tells the reader when the browser is too old for the console.
(function () {
  'use strict';

  function add(owner, name, value) {
    if (!owner[name]) {
      Object.defineProperty(owner, name, { value: value, configurable: true, writable: true });
    }
  }

  function tell() {
    var root = document.getElementById('root');
    if (!root || root.getAttribute('data-started')) return;
    while (root.firstChild) root.removeChild(root.firstChild);
    [
      '此浏览器无法运行费用中心，请使用 Chrome/Edge 69、Safari 13、Firefox 68 或更新的版本。',
      'This browser cannot run the billing center. Please use Chrome/Edge 69, Safari 13, Firefox 68 or newer.',
    ].forEach(function (text) {
      var note = document.createElement('p');
      note.className = 'boot-note';
      note.appendChild(document.createTextNode(text));
      root.appendChild(note);
    });
  }

  var script = document.createElement('script');
  if (
    !('noModule' in script) ||
    !window.Promise ||
    !window.Symbol ||
    !window.fetch ||
    !window.URLSearchParams
  ) {
    document.addEventListener('DOMContentLoaded', tell);
    return;
  }
  // A script that does not parse or does not load leaves the page as it was.
  window.addEventListener(
    'error',
    function (event) {
      if (event instanceof ErrorEvent || (event.target && event.target.nodeName === 'SCRIPT')) tell();
    },
    true,
  );

  add(window, 'globalThis', window);
  add(window, 'queueMicrotask', function (job) {
    Promise.resolve()
      .then(job)
      .catch(function (error) {
        setTimeout(function () {
          throw error;
        });
      });
  });
  add(Object, 'fromEntries', function (entries) {
    var made = {};
    Array.from(entries).forEach(function (entry) {
      made[entry[0]] = entry[1];
    });
    return made;
  });
  add(Promise, 'allSettled', function (promises) {
    return Promise.all(
      Array.from(promises).map(function (promise) {
        return Promise.resolve(promise).then(
          function (value) {
            return { status: 'fulfilled', value: value };
          },
          function (reason) {
            return { status: 'rejected', reason: reason };
          },
        );
      }),
    );
  });
  add(String.prototype, 'replaceAll', function (wanted, other) {
    if (wanted instanceof RegExp) return this.replace(wanted, other);
    var pattern = new RegExp(String(wanted).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g');
    return this.replace(pattern, other);
  });
  function at(index) {
    var whole = Math.trunc(index) || 0;
    return this[whole < 0 ? this.length + whole : whole];
  }
  add(Array.prototype, 'at', at);
  add(String.prototype, 'at', at);
  add(Array.prototype, 'flat', function (depth) {
    var levels = depth === undefined ? 1 : Math.trunc(depth) || 0;
    return this.reduce(function (made, item) {
      return made.concat(Array.isArray(item) && levels > 0 ? item.flat(levels - 1) : [item]);
    }, []);
  });
  add(Array.prototype, 'flatMap', function (job, self) {
    return this.map(job, self).flat();
  });
})();
