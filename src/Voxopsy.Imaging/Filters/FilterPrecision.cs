namespace Voxopsy.Imaging.Filters;

/// <summary>The precision that each product and sum of a filter is rounded to.</summary>
public enum FilterPrecision
{
    /// <summary>Double precision.</summary>
    Double,

    /// <summary>Single precision, as programs that filter images of single precision in place do.</summary>
    Single,
}
