import { linkOf } from "./resource-link.js";

export function ResourceList({ resources }: { resources: readonly string[] }) {
  return (
    <section aria-labelledby="resources-title">
      <h3 id="resources-title">Read on</h3>
      <ul className="next-list">
        {resources.map((resource) => {
          const { title, href } = linkOf(resource);
          return (
            <li key={resource}>
              {href === null ? (
                title
              ) : (
                <a href={href} target="_blank" rel="noreferrer">
                  {title}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
