using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intranet.Web.Chat;

/// <summary>One way to write rows, over the hub and over HTTP: names and words in camelCase, times in UTC.</summary>
public static class ChatJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}
