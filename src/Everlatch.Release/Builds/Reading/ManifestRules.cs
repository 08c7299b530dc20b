using System.Text.RegularExpressions;

namespace Everlatch.Release.Builds.Reading;

/// <summary>What a manifest must keep to beyond its form.</summary>
internal static partial class ManifestRules
{
    /// <summary>More files than any release has.</summary>
    public const int MaxFiles = 20_000;

    /// <summary>The program in a release for a runtime.</summary>
    public static string ExecutableOf(string runtime) =>
        runtime.StartsWith("win", StringComparison.Ordinal) ? "everlatch.exe" : "everlatch";

    /// <summary>The first thing that is wrong; null when nothing is.</summary>
    public static ReleaseFault? Check(ReleaseManifest manifest) =>
        Words(manifest) ?? Files(manifest.Files) ?? Sorted(manifest) ?? Known(manifest);

    private static ReleaseFault? Words(ReleaseManifest manifest) =>
        Is(VersionText(), manifest.Version, "version")
        ?? Is(ObjectName(), manifest.Commit, "commit")
        ?? Is(ObjectName(), manifest.Tree, "tree")
        ?? Is(Word(), manifest.Runtime, "runtime")
        ?? Is(VersionText(), manifest.Sdk, "sdk")
        ?? Is(VersionText(), manifest.SharesSchemaWith.Oldest, "shares_schema_with.oldest")
        ?? Is(VersionText(), manifest.SharesSchemaWith.OldestAfterContract, "shares_schema_with.oldest_after_contract")
        ?? manifest.Schema.SelectMany(SchemaWords).FirstOrDefault(fault => fault is not null)
        ?? manifest.Configuration.Select(key => Is(Key(), key, "configuration")).FirstOrDefault(fault => fault is not null);

    private static IEnumerable<ReleaseFault?> SchemaWords(ReleaseSchema schema) =>
    [
        Is(Word(), schema.Engine, "schema.engine"),
        Is(Sha256(), schema.Contract, "schema.contract"),
        .. schema.Migrations.Select(migration => Is(Sha256(), migration.Sha256, "schema.migrations.sha256")),
        .. schema.Migrations.Select(migration => Is(Step(), migration.Step, "schema.migrations")),
    ];

    private static ReleaseFault? Files(IReadOnlyList<ReleaseFile> files) =>
        files.Count is 0 or > MaxFiles
            ? ManifestText.Malformed($"It names {files.Count} files; 1 to {MaxFiles} are expected.")
            : files.Select(File).FirstOrDefault(fault => fault is not null);

    private static ReleaseFault? File(ReleaseFile file)
    {
        if (!ReleasePath.IsSafe(file.Path) || file.Path is ReleaseManifest.FileName or ReleaseManifest.SignatureFileName)
        {
            return new ReleaseFault("EL2017", "A path in the manifest could lead out of the folder.")
            {
                File = ReleaseManifest.FileName, Found = Printable(file.Path),
            };
        }

        return file.Size < 1
            ? ManifestText.Malformed($"{file.Path} has {file.Size} bytes; a release has no empty file.")
            : Is(Sha256(), file.Sha256, file.Path);
    }

    // Names that differ by case alone would be one file on some systems.
    private static ReleaseFault? Sorted(ReleaseManifest manifest) =>
        IsSorted(manifest.Files.Select(file => file.Path))
        && IsSorted(manifest.Configuration)
        && IsSorted(manifest.Schema.Select(schema => schema.Engine))
            ? manifest.Files.CountBy(file => file.Path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Value > 1)
                is { Key: { } twice } ? ManifestText.Malformed($"{twice} is there twice, but for the case of letters.") : null
            : ManifestText.Malformed("Files, configuration and schema are sorted, and each is there once.");

    private static bool IsSorted(IEnumerable<string> texts) =>
        texts.Zip(texts.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0);

    private static ReleaseFault? Known(ReleaseManifest manifest)
    {
        var files = manifest.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var program = ExecutableOf(manifest.Runtime);
        if (!files.TryGetValue(program, out var found) || !found.Executable)
        {
            return ManifestText.Malformed($"It names no program {program} that may be executed.");
        }

        return manifest.Schema.SelectMany(schema => new[] { schema.ContractFile, schema.StatementsFile })
            .FirstOrDefault(path => !files.ContainsKey(path)) is { } missing
                ? ManifestText.Malformed($"Its schema names a file that is not among its files: {Printable(missing)}.")
                : null;
    }

    private static ReleaseFault? Is(Regex form, string text, string member) =>
        form.IsMatch(text) ? null : ManifestText.Malformed($"'{Printable(text)}' is no value for {member}.");

    private static string Printable(string text) =>
        string.Concat(text.Take(100).Select(c => c is < ' ' or > '~' ? '?' : c));

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+){1,3}(-[0-9A-Za-z.-]{1,60})?\z")]
    private static partial Regex VersionText();

    [GeneratedRegex(@"^([0-9a-f]{40}|[0-9a-f]{64})\z")]
    private static partial Regex ObjectName();

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex Sha256();

    [GeneratedRegex(@"^[a-z][a-z0-9.-]{0,60}\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9:]{0,200}\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"^[0-9]{4}_[a-z0-9][a-z0-9_]{0,200}\.(expand|backfill|contract)\z")]
    private static partial Regex Step();
}
