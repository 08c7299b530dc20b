using System.Text;
using System.Text.Json;

namespace Everlatch.Schema.Catalogs;

/// <summary>
/// Catalog objects as lines that people read and machines read back:
/// <c>column users.email type=text null=no default="''::text"</c>. A value with anything but letters, digits
/// and <c>_.-</c> is a JSON string.
/// </summary>
internal static class CatalogText
{
    /// <summary>The line of an object.</summary>
    public static string Line(CatalogObject catalogObject)
    {
        var line = new StringBuilder(catalogObject.Kind).Append(' ').Append(Value(catalogObject.Path));
        foreach (var (name, value) in catalogObject.Attributes)
        {
            line.Append(' ').Append(name).Append('=').Append(Value(value));
        }

        return line.ToString();
    }

    /// <summary>The object of a line.</summary>
    /// <exception cref="FormatException">It is not such a line.</exception>
    public static CatalogObject Parse(string line)
    {
        var reader = new LineReader(line);
        var (kind, path) = (reader.Word(' '), reader.Value());
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.HasMore)
        {
            var name = reader.Word('=');
            if (!attributes.TryAdd(name, reader.Value()))
            {
                throw new FormatException($"'{name}' stands there twice.");
            }
        }

        return CatalogObjects.Make(kind, path, attributes);
    }

    /// <summary>A kind of constraint in lower case.</summary>
    public static string Word(ConstraintKind kind) => kind.ToString().ToLowerInvariant();

    private static string Value(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-')
            ? text
            : JsonSerializer.Serialize(text, Readable.Plain.String);

    // A cursor over one line.
    private ref struct LineReader(string line)
    {
        private int at;

        public readonly bool HasMore => at < line.Length;

        public string Word(char end)
        {
            var stop = line.IndexOf(end, at);
            if (stop <= at)
            {
                throw new FormatException($"A word and '{end}' were expected at column {at + 1}.");
            }

            var word = line[at..stop];
            at = stop + 1;
            return word;
        }

        public string Value()
        {
            var value = at < line.Length && line[at] == '"' ? Quoted() : Bare();
            if (at < line.Length && line[at++] != ' ')
            {
                throw new FormatException($"A space was expected at column {at}.");
            }

            return value;
        }

        private string Bare()
        {
            var stop = line.IndexOf(' ', at);
            stop = stop < 0 ? line.Length : stop;
            var value = line[at..stop];
            at = stop;
            return value.Length > 0 ? value : throw new FormatException($"A value was expected at column {at + 1}.");
        }

        private string Quoted()
        {
            var stop = at + 1;
            while (stop < line.Length && line[stop] != '"')
            {
                stop += line[stop] == '\\' ? 2 : 1;
            }

            if (stop >= line.Length)
            {
                throw new FormatException($"The value at column {at + 1} has no closing quote.");
            }

            var text = line[at..(stop + 1)];
            at = stop + 1;
            try
            {
                return JsonSerializer.Deserialize(text, Readable.Plain.String)!;
            }
            catch (JsonException e)
            {
                throw new FormatException($"The value {text} is not a JSON string.", e);
            }
        }
    }
}
