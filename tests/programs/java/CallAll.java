import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;

/** Calls every operation by the client of openapi-generator: the address, and the file of the calls. */
public class CallAll {
    private static final String KEY = "1b4e28ba-2fa1-41d2-883f-0016d3cca427";

    public static void main(String[] arguments) throws Exception {
        ObjectMapper mapper = ApiClient.createDefaultObjectMapper();
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        for (JsonNode call : mapper.readTree(new File(arguments[1]))) {
            String tag = call.get("tag").asText().replace(" ", "");
            Object api = Class.forName("org.openapitools.client.api." + tag + "Api")
                .getConstructor(ApiClient.class).newInstance(client);
            Method operation = Arrays.stream(api.getClass().getMethods())
                .filter(each -> each.getName().equals(call.get("operation").asText()))
                .min((one, other) -> one.getParameterCount() - other.getParameterCount()).get();
            Iterator<JsonNode> parameters = call.get("parameters").elements();
            Object[] given = new Object[operation.getParameterCount()];
            for (int place = 0; place < given.length; place++) {
                Class<?> kind = operation.getParameterTypes()[place];
                if (kind == String.class && parameters.hasNext()) {
                    given[place] = parameters.next().asText();
                } else if (kind == String.class) {
                    given[place] = call.get("needs_key").asBoolean() ? KEY : null;
                } else if (kind != Integer.class) {
                    given[place] = mapper.treeToValue(call.get("body"), kind);
                }
            }
            int status = 200;
            String body;
            try {
                body = mapper.writeValueAsString(operation.invoke(api, given));
            } catch (InvocationTargetException failed) {
                if (!(failed.getCause() instanceof ApiException)) {
                    throw failed;
                }
                ApiException refused = (ApiException) failed.getCause();
                status = refused.getCode();
                body = refused.getResponseBody();
            }
            System.out.println("{\"name\":" + mapper.writeValueAsString(call.get("name").asText())
                + ",\"status\":" + status + ",\"body\":" + body + "}");
        }
    }
}
