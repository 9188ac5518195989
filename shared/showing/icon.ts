/** The site's mark: a milestone beside a road. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b4a63"/><path d="M10 25V13a6 6 0 0 1 12 0v12z" fill="#fff"/><path d="M7 25h18" stroke="#fff" stroke-width="2"/><path d="M13 15h6" stroke="#0b4a63" stroke-width="2"/></svg>
`;
