using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Everlatch.Directory.Feed;
using Everlatch.Storage;

namespace Everlatch.Directory.Copies;

/// <summary>
/// What a copy's answers are answers to: the statements that read the directory, the shape of their rows,
/// and the schema that the build needs.
/// </summary>
internal static class CopyFingerprint
{
    private const string Reading = "directory.load_";
    private const string ReadingOne = "directory.reload_";

    /// <summary>
    /// The same for builds that read the directory with the same statements, into rows of the same shape, from the same schema.
    /// </summary>
    public static byte[] OfThisBuild(string schema) => Of(schema, typeof(CopyFingerprint).Assembly.GetTypes());

    /// <summary>The fingerprint of what these types read.</summary>
    internal static byte[] Of(string schema, IEnumerable<Type> types)
    {
        var readers = types.Select(type => (Type: type, Statements: StatementsOf(type)))
            .Where(reader => reader.Statements.Count > 0)
            .OrderBy(reader => reader.Statements[0].Name, StringComparer.Ordinal)
            .Select(reader => string.Concat(
                reader.Statements.Select(statement => $"{statement.Name}\n{statement.Sql}\n").Concat(RowsOf(reader.Type))));
        return SHA256.HashData(Encoding.UTF8.GetBytes(schema + "\n" + ShapeOf(typeof(DirectoryStep)) + string.Concat(readers)));
    }

    private static List<Statement> StatementsOf(Type type) =>
    [
        .. type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(field => field.FieldType == typeof(Statement) && !type.ContainsGenericParameters)
            .Select(field => (Statement)field.GetValue(null)!)
            .Where(statement => statement.Name.StartsWith(Reading, StringComparison.Ordinal)
                || statement.Name.StartsWith(ReadingOne, StringComparison.Ordinal))
            .OrderBy(statement => statement.Name, StringComparer.Ordinal),
    ];

    // The rows that a source's statements are read into stand inside it. A copy holds their properties by name.
    private static IEnumerable<string> RowsOf(Type source) =>
        source.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic)
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(ShapeOf);

    private static string ShapeOf(Type row) =>
        string.Concat(
            row.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .OrderBy(property => property.Name, StringComparer.Ordinal)
                .Select(property => $"{property.Name} {property.PropertyType}\n"));
}
