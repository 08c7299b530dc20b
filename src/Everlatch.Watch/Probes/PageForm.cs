using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Everlatch.Watch.Probes;

/// <summary>The form that a page is about, as a browser sends it when its first button is pressed.</summary>
internal sealed class PageForm
{
    private readonly Dictionary<string, string> fields;

    private PageForm(IHtmlFormElement form, string action)
    {
        Action = action;
        AsksForPassword = form.QuerySelector("input[type=password]") is not null;
        fields = form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>()
            .Where(input => input.Type is not ("checkbox" or "radio") || input.IsChecked)
            .ToDictionary(input => input.Name!, input => input.Value, StringComparer.Ordinal);
        if (form.QuerySelector("button") is IHtmlButtonElement { Name: { Length: > 0 } name } button)
        {
            fields[name] = button.Value;
        }
    }

    /// <summary>Where it goes.</summary>
    public string Action { get; }

    /// <summary>Whether somebody signs in here.</summary>
    public bool AsksForPassword { get; }

    /// <summary>What is sent, its proof against forgery among it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields => fields;

    /// <summary>
    /// Finds it: the page's own form goes where the page is, others (of languages, of signing out) go elsewhere.
    /// </summary>
    /// <exception cref="ProbeFailedException">The page has none.</exception>
    public static PageForm Find(ProbeAnswer page, string path)
    {
        using var document = new HtmlParser().ParseDocument(page.Body);
        var found = from form in document.Forms
                    let action = form.GetAttribute("action")
                    where action is not null && action.Split('?')[0] == path
                    select new PageForm(form, action);
        return found.FirstOrDefault()
            ?? throw new ProbeFailedException(
                FailureKind.WrongAnswer, $"{page.Step}: the page at {path} has no form of its own.");
    }

    /// <summary>Types something into a field.</summary>
    public void Fill(string field, string value) => fields[field] = value;
}
