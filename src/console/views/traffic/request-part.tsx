/** A part of what is told of a request, below its title. */
export const RequestPart = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children: preact.ComponentChildren;
}) => (
  <section class="stack tight">
    <h3>{title}</h3>
    {children}
  </section>
);
