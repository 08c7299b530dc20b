using System.Text.RegularExpressions;

namespace Everlatch.Architecture;

/// <summary>What every file keeps to, so that a folder reads like a table of contents.</summary>
public sealed partial class SourceRuleTests
{
    private const int MaxFileLines = 300;

    private const int MaxLineLength = 130;

    private static readonly string[] LayerFolders =
    [
        "Services", "Managers", "Repositories", "Models", "Helpers", "Utils", "Common", "Misc", "Interfaces", "Abstractions",
        "Impl",
    ];

    // Written in two halves, so that this file keeps the rule too.
    private static readonly string[] RegistryHosts =
        ["npmjs" + ".org", "nuget" + ".org/v3", "deb.debian" + ".org", "pypi" + ".org"];

    [Fact]
    public void No_file_is_longer_than_its_reader_can_hold() =>
        AssertNone(
            SourceTree.CSharp().Where(file => SourceTree.Lines(file).Length > MaxFileLines),
            $"has more than {MaxFileLines} lines");

    [Fact]
    public void Half_of_the_files_have_at_most_sixty_lines_and_nine_in_ten_at_most_170()
    {
        var lengths = SourceTree.CSharp("src/").Select(file => SourceTree.Lines(file).Length).Order().ToArray();

        Assert.InRange(lengths[lengths.Length / 2], 1, 60);
        Assert.InRange(lengths[lengths.Length * 9 / 10], 1, 170);
    }

    [Fact]
    public void No_line_runs_off_the_screen() =>
        AssertNone(
            from file in SourceTree.Files
            where Path.GetExtension(file) is ".cs" or ".razor"
            from line in SourceTree.Lines(file).Index()
            where line.Item.Length > MaxLineLength
            select $"{file}:{line.Index + 1}",
            $"is longer than {MaxLineLength} characters");

    [Fact]
    public void No_folder_is_a_layer() =>
        AssertNone(
            SourceTree.CSharp().Where(file => file.Split('/').Intersect(LayerFolders, StringComparer.OrdinalIgnoreCase).Any()),
            "lies in a folder named after a layer; folders are named after features");

    [Fact]
    public void A_file_holds_one_type_and_is_named_after_it() =>
        AssertNone(
            from file in SourceTree.CSharp()
            let types = TopLevelType().Matches(SourceTree.Read(file)).Select(m => m.Groups["name"].Value).Distinct()
                .Where(type => !IsEngineLine(file, type)).ToArray()
            where types.Length > 1 || (types.Length == 1 && types[0] != Path.GetFileName(file).Split('.', '{')[0])
            select $"{file} ({string.Join(", ", types)})",
            "holds another type than the one it is named after");

    [Fact]
    public void No_file_names_a_registry() =>
        AssertNone(
            TextFiles().Where(file => RegistryHosts.Any(host => SourceTree.Read(file).Contains(host, StringComparison.Ordinal))),
            "names a package registry's host");

    [Fact]
    public void No_npm_lock_says_where_a_package_came_from() =>
        AssertNone(
            SourceTree.Files.Where(file =>
                file.EndsWith("package-lock.json", StringComparison.Ordinal)
                && SourceTree.Read(file).Contains("\"resolved\": \"http", StringComparison.Ordinal)),
            "is a lock with addresses; put omit-lockfile-registry-resolved=true into .npmrc and make it again");

    [Fact]
    public void No_NuGet_configuration_is_kept() =>
        AssertNone(
            SourceTree.Files.Where(file => Path.GetFileName(file).Equals("nuget.config", StringComparison.OrdinalIgnoreCase)),
            "decides for everybody where packages come from");

    [Fact]
    public void No_file_names_a_path_of_somebodys_machine() =>
        AssertNone(
            from file in TextFiles()
            where MachinePath().IsMatch(SourceTree.Read(file))
            select $"{file} ({MachinePath().Match(SourceTree.Read(file)).Value})",
            "names a path of one machine");

    // `sealed class UsersOnSqlite(…) : UserSuite<SqliteEngine>(…);` is a line; it stands below its suite, or both stand together.
    private static bool IsEngineLine(string file, string type) =>
        file.StartsWith("tests/", StringComparison.Ordinal)
        && (file.EndsWith("Suite.cs", StringComparison.Ordinal) || file.EndsWith("OnEngines.cs", StringComparison.Ordinal))
        && (type.EndsWith("OnSqlite", StringComparison.Ordinal) || type.EndsWith("OnPostgres", StringComparison.Ordinal));

    private static IEnumerable<string> TextFiles() =>
        SourceTree.Files.Where(file => Path.GetExtension(file) is not (".png" or ".jpg" or ".ico" or ".woff2" or ".db"));

    private static void AssertNone(IEnumerable<string> offenders, string offence) =>
        Assert.True(!offenders.Any(), string.Join('\n', offenders.Select(file => $"{file} {offence}")));

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe) )*"
        + @"(?:class|record struct|record|struct|interface|enum|delegate \S+) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"(?<![\w.\-~/])/(?:work|root|Users/\w+|home/\w+)/\w+")]
    private static partial Regex MachinePath();
}
