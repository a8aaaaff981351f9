using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Chat;

/// <summary>One way to write rows, over the hub and over HTTP: names and words in camelCase, times in UTC.</summary>
public static class ChatJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new HalvesToo() },
    };

    public static JsonResult Answer(object answer) => new(answer, Options);

    /// <summary>
    /// A browser that cut an emoji in two writes the half as an escape. The reader of JSON calls that a fault, and its author would
    /// hear of a server that is broken; <see cref="MessageRules.Readable"/> makes a sign of it.
    /// </summary>
    private sealed class HalvesToo : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return reader.GetString();
            }
            catch (InvalidOperationException) when (reader.TokenType == JsonTokenType.String)
            {
                // The escapes of JSON are among those of expressions.
                return Regex.Unescape(Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan));
            }
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
