export const shading = () => ({});
