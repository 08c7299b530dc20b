using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Server.Pages.Languages;
using Everlatch.Server.Pages.Navigation;
using Microsoft.AspNetCore.Components;

namespace Everlatch.Server.Pages.Layout;

/// <summary>What every component of a page has at hand: the request, the environment and the words.</summary>
public abstract class PageComponent : ComponentBase
{
    private Texts? texts;

    /// <summary>The request that is answered.</summary>
    [CascadingParameter]
    public required HttpContext Context { get; set; }

    /// <summary>The words in the request's language.</summary>
    private protected Texts T => texts ??= new Texts(RequestLanguage.Of(Context));

    /// <summary>The environment that the request arrived at.</summary>
    private protected DirectoryEnvironment Environment => Context.Here().Environment;

    /// <summary>The name that people know the environment by.</summary>
    private protected string BrandName => Brand.DisplayName ?? Environment.Name;

    /// <summary>The look of this host.</summary>
    private protected Everlatch.Directory.Entries.Branding Brand => Context.Here().Branding;

    /// <summary>Where the person goes when this page is done.</summary>
    private protected ReturnPath Return => ReturnPath.Of(Context);
}
