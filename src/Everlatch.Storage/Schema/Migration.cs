using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Storage.Schema;

/// <summary>One numbered SQL file of one engine, embedded in the build.</summary>
internal sealed record Migration(string Name, string Sql)
{
    /// <summary>Hash of the text, in hex: a file edited after it was applied is found by it.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The files of one engine, in the order of their numbers.</summary>
    public static IReadOnlyList<Migration> Of(string engine)
    {
        var assembly = typeof(Migration).Assembly;
        var folder = $"Migrations/{engine}/";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => new Migration(name[folder.Length..^".sql".Length], ReadText(name))),
        ];
    }

    private static string ReadText(string resource)
    {
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
