using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Everlatch.Architecture;

/// <summary>docs/operations/configuration.md lists every key with its default, and no key that is gone.</summary>
public sealed partial class ConfigurationPageTests
{
    private const string PageFile = "docs/operations/configuration.md";

    private static IEnumerable<Type> OptionTypes =>
        OurAssemblies.Types.Where(
            type => type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true });

    private static Dictionary<string, string> InCode { get; } =
        OptionTypes.SelectMany(KeysOf).ToDictionary(row => row.Key, row => row.Default, StringComparer.Ordinal);

    private static Dictionary<string, string> OnPage { get; } =
        Row().Matches(SourceTree.Read(PageFile)).ToDictionary(
            match => match.Groups["key"].Value, match => match.Groups["default"].Value.Trim(), StringComparer.Ordinal);

    [Fact]
    public void Every_key_is_on_the_page() =>
        Assert.Empty(InCode.Keys.Except(OnPage.Keys).Order().Select(key => $"{key} ({InCode[key]})"));

    [Fact]
    public void Every_key_on_the_page_is_in_the_code() => Assert.Empty(OnPage.Keys.Except(InCode.Keys).Order());

    [Fact]
    public void The_page_states_the_defaults() =>
        Assert.Empty(
            from key in InCode.Keys.Intersect(OnPage.Keys)
            where InCode[key] != OnPage[key]
            select $"{key}: the code says {InCode[key]}, the page {OnPage[key]}");

    private static IEnumerable<(string Key, string Default)> KeysOf(Type options)
    {
        var section = (string)options.GetField("Section")!.GetRawConstantValue()!;
        var defaults = Activator.CreateInstance(options, nonPublic: true)!;
        return options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null || property.GetValue(defaults) is System.Collections.IList)
            .Select(property => ($"{section}:{property.Name}", Show(property.GetValue(defaults))));
    }

    private static string Show(object? value) => value switch
    {
        null or "" => "empty",
        bool flag => flag ? "`true`" : "`false`",
        TimeSpan time => $"`{time:c}`",
        System.Collections.IEnumerable list and not string => list.GetEnumerator().MoveNext() ? "see text" : "empty",
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        _ => $"`{value}`",
    };

    [GeneratedRegex(@"^\| `(?<key>Everlatch:[A-Za-z0-9:]+)` \| (?<default>[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
