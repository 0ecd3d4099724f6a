// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useRef, useState } from 'react';

const EDGE = {
  position: 'absolute',
  top: 0,
  right: 0,
  bottom: 0,
  width: 24,
  pointerEvents: 'none',
  boxShadow: 'inset -14px 0 10px -10px rgba(128, 128, 128, 0.4)',
} as const;

/** What may be wider than the page: it scrolls, also by keyboard, and a shadow says that more stands at the right. */
export function Scroller({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null);
  const [more, setMore] = useState(false);
  const look = () => {
    const area = box.current;
    if (area) setMore(area.scrollLeft + area.clientWidth < area.scrollWidth - 1);
  };
  useEffect(() => {
    const area = box.current;
    if (!area) return undefined;
    const observer = new ResizeObserver(look);
    observer.observe(area);
    for (const child of area.children) observer.observe(child);
    return () => observer.disconnect();
  });
  return (
    <div style={{ position: 'relative' }}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section ref={box} aria-label={label} tabIndex={0} onScroll={look} style={{ overflowX: 'auto' }}>
        {children}
      </section>
      {more && <div aria-hidden style={EDGE} />}
    </div>
  );
}
