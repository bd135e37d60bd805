import "./measure-picture.css";
/** What a run leaves behind, in the abstract: harm over time, an act, and what would have been without it. */
export function MeasurePicture() {
  return (
    <figure className="measure">
      <svg
        viewBox="0 0 480 250"
        role="img"
        aria-label="A curve of failing users rises, an act is marked on it, and it falls; a dashed line shows how it would have gone on."
      >
        {[50, 95, 140, 185].map((y) => (
          <line key={y} x1="16" x2="464" y1={y} y2={y} className="measure-grid" />
        ))}
        <path d="M250 70C290 64 330 70 368 60S430 66 464 56V210H250z" className="measure-spared" />
        <path
          d="M16 206C70 205 96 204 118 196C150 184 160 108 190 86C206 74 230 74 250 70C274 66 284 150 312 184C334 204 380 206 464 206V210H16z"
          className="measure-harm"
        />
        <path d="M250 70C290 64 330 70 368 60S430 66 464 56" className="measure-alone" />
        <path
          d="M16 206C70 205 96 204 118 196C150 184 160 108 190 86C206 74 230 74 250 70C274 66 284 150 312 184C334 204 380 206 464 206"
          className="measure-line"
        />
        <line x1="16" x2="464" y1="210" y2="210" className="measure-axis" />
        <g className="measure-look">
          <line x1="166" x2="166" y1="44" y2="210" />
          <circle cx="166" cy="36" r="7" />
          <text x="166" y="20" textAnchor="middle">
            you look
          </text>
        </g>
        <g className="measure-act">
          <line x1="250" x2="250" y1="44" y2="210" />
          <path d="M244 28l14 8-14 8z" />
          <text x="250" y="20" textAnchor="middle">
            you act
          </text>
        </g>
        <text x="372" y="132" textAnchor="middle" className="measure-words">
          spared
        </text>
        <text x="16" y="230" className="measure-note">
          users failing
        </text>
        <text x="464" y="230" textAnchor="end" className="measure-note">
          time
        </text>
      </svg>
      <figcaption>Each act is measured against the same minutes without it.</figcaption>
    </figure>
  );
}
