// The description of the JSON API, drawn by Swagger UI from our own files.
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";

const root = document.querySelector("[data-openapi]");
SwaggerUI({
  domNode: root,
  url: root.dataset.openapi,
  deepLinking: true,
  layout: "BaseLayout",
  validatorUrl: null, // Swagger's own would ask another host
  requestInterceptor: (request) => {
    request.headers["X-CSRFToken"] = root.dataset.csrf;
    return request;
  },
});
