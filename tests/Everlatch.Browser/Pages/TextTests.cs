using System.Text.RegularExpressions;
using System.Xml.Linq;
using Everlatch.Testing;

namespace Everlatch.Browser.Pages;

/// <summary>The words of the pages: every language has all of them, and pages use none that is missing.</summary>
public sealed partial class TextTests
{
    private static readonly string Folder = Checkout.PathOf("src/Everlatch.Server/Pages");

    [Fact]
    public void Every_language_has_every_text()
    {
        var english = Read("Texts.resx");
        var german = Read("Texts.de.resx");
        Assert.Equal(english.Keys.Order(), german.Keys.Order());
        Assert.DoesNotContain(german, text => string.IsNullOrWhiteSpace(text.Value));
        foreach (var (key, text) in english)
        {
            Assert.Equal(Gaps().Matches(text).Select(gap => gap.Value), Gaps().Matches(german[key]).Select(gap => gap.Value));
        }
    }

    [Fact]
    public void Every_text_that_a_page_names_exists()
    {
        var texts = Read("Texts.resx");
        var named = System.IO.Directory.EnumerateFiles(Folder, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs")
            .SelectMany(file => Names().Matches(File.ReadAllText(file)))
            .Select(name => name.Groups[1].Value)
            .Distinct()
            .ToList();
        Assert.True(named.Count > 80, $"The search for names finds only {named.Count}.");
        Assert.DoesNotContain(named, name => !texts.ContainsKey(name) && !texts.ContainsKey($"{name}.One"));
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Folder, "Languages", file)).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex(@"\{\d[^}]*\}")]
    private static partial Regex Gaps();

    // A group and a name in Pascal case, between quotes; Model is what a component is given.
    [GeneratedRegex("\"((?!Model\\.)(?:[A-Z][A-Za-z]+)\\.(?:[A-Z][A-Za-z.]+[A-Za-z]))\"")]
    private static partial Regex Names();
}
