/** Rubrics write a book's address behind its title, in parentheses and without a scheme. */
export function linkOf(resource: string): { title: string; href: string | null } {
  const [, title, address] =
    /^(.*\S) \(([a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/\S*)?)\)$/i.exec(resource) ?? [];
  return title === undefined || address === undefined
    ? { title: resource, href: null }
    : { title, href: `https://${address}` };
}
