using System.Reflection;
using System.Text.RegularExpressions;
using Everlatch.Storage;

namespace Everlatch.Architecture;

/// <summary>
/// Every SQL statement can be found, named and traced, which is what isolation and schema safety are proved with.
/// </summary>
public sealed partial class StatementTests
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // Made of the names of the contract, when an environment moves.
    private const string OfContract = "MovedTable";

    private static IReadOnlyList<FieldInfo> Fields { get; } =
    [
        .. OurAssemblies.Types
            .SelectMany(type => type.GetFields(Any | BindingFlags.DeclaredOnly))
            .Where(field => field.FieldType == typeof(Statement) && field.DeclaringType!.Name != OfContract),
    ];

    private static IEnumerable<Statement> Statements => Fields.Where(f => f.IsStatic).Select(f => (Statement)f.GetValue(null)!);

    [Fact]
    public void A_statement_is_a_static_readonly_field() =>
        Assert.Empty(Fields.Where(f => !f.IsStatic || !f.IsInitOnly).Select(f => $"{f.DeclaringType}.{f.Name}"));

    [Fact]
    public void A_statement_is_made_nowhere_else()
    {
        // Each call that makes one stands in the declaration of a field. What moves an environment is made of the names of the
        // contract, which both databases are known to fit before it is sent.
        var elsewhere =
            from file in SourceTree.CSharp("src/")
            let text = SourceTree.Read(file)
            let made = Making().Count(text)
            where made > 0 && made > Declaring().Count(text)
            select file;

        Assert.Equal(
            [
                "src/Everlatch.Cli/Moves/Fence.cs",
                "src/Everlatch.Cli/Moves/MovedTable.cs",
                "src/Everlatch.Directory/Feed/Sources/DirectoryStatement.cs",
            ],
            elsewhere.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_two_statements_share_a_name() =>
        Assert.Empty(from s in Statements group s by s.Name into same where same.Count() > 1 select same.Key);

    [Fact]
    public void A_name_is_a_feature_and_a_verb() =>
        Assert.All(Statements, s => Assert.Matches(Name(), s.Name));

    [Fact]
    public void A_statement_names_its_environment_or_says_why_not() =>
        Assert.Empty(Statements
            .Where(s => s.AcrossEnvironmentsBecause is null && !s.Sql.Contains("@environment", StringComparison.Ordinal))
            .Select(s => s.Name));

    [Fact]
    public void No_statement_leaves_its_columns_to_the_schema() =>
        Assert.Empty(Statements.Where(s => SelectAll().IsMatch(s.Sql)).Select(s => s.Name));

    [Fact]
    public void A_statement_that_changes_rows_says_so() =>
        Assert.Empty(Statements.Where(s => !s.Writes && Changes().IsMatch(s.Sql)).Select(s => s.Name));

    [GeneratedRegex(@"Statement\s*\.\s*(Read|Write)\(")]
    private static partial Regex Making();

    [GeneratedRegex(@"\bstatic readonly Statement \w+\s*=")]
    private static partial Regex Declaring();

    [GeneratedRegex(@"^[a-z0-9_]+\.[a-z0-9_]+$")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?:select|returning|\w\.)\s*\*", RegexOptions.IgnoreCase)]
    private static partial Regex SelectAll();

    [GeneratedRegex(@"\b(insert into|update \w+ set|delete from)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Changes();
}
