; What TSX has beside TypeScript and JSX: nothing.
