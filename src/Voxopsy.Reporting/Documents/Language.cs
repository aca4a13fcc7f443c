namespace Voxopsy.Reporting.Documents;

/// <summary>A language reports are written in.</summary>
public enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>Simplified Chinese.</summary>
    Chinese,
}
