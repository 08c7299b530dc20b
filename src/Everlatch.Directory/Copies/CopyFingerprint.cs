using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Everlatch.Storage;

namespace Everlatch.Directory.Copies;

/// <summary>
/// What a copy's answers are answers to: the statements that read the directory, on the schema that the build needs.
/// </summary>
internal static class CopyFingerprint
{
    private const string Reading = "directory.load_";
    private const string ReadingOne = "directory.reload_";

    /// <summary>The same for builds that read the directory with the same statements from the same schema.</summary>
    public static byte[] OfThisBuild(string schema)
    {
        var statements = typeof(CopyFingerprint).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field.FieldType == typeof(Statement))
            .Select(field => (Statement)field.GetValue(null)!)
            .Where(statement => statement.Name.StartsWith(Reading, StringComparison.Ordinal)
                || statement.Name.StartsWith(ReadingOne, StringComparison.Ordinal))
            .OrderBy(statement => statement.Name, StringComparer.Ordinal)
            .Select(statement => $"{statement.Name}\n{statement.Sql}\n");
        return SHA256.HashData(Encoding.UTF8.GetBytes(schema + "\n" + string.Concat(statements)));
    }
}
