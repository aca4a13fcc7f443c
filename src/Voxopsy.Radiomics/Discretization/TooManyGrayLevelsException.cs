using System.Globalization;

namespace Voxopsy.Radiomics.Discretization;

/// <summary>Discretization would give more gray levels than can be counted.</summary>
public sealed class TooManyGrayLevelsException : Imaging.ImagingException
{
    internal TooManyGrayLevelsException(double levels, double minimum, double maximum, GrayLevels rule)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"Intensities from {minimum:G6} to {maximum:G6} with {rule} make {levels:0} gray levels; at most {GrayLevels.Limit} can be counted "
            + $"(co-occurrence in 13 directions would need {levels * levels * 4 * 13 / (1 << 30):0.#} GiB). Choose wider bins, a bin count, or re-segment the intensities."))
    {
        Levels = levels;
    }

    /// <summary>Gets how many gray levels there would be.</summary>
    public double Levels { get; }
}
