namespace Voxopsy.Statistics.Discrimination;

/// <summary>The area under a part of the ROC curve.</summary>
public static class PartialArea
{
    /// <summary>The area over a range of specificities.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="from">Lower end of the range, in [0, 1].</param>
    /// <param name="to">Upper end of the range, above <paramref name="from"/>.</param>
    /// <returns>∫ sensitivity over specificity; at most to − from.</returns>
    public static double OverSpecificity(RocCurve curve, double from, double to) =>
        Over(curve, from, to, point => point.Specificity, point => point.Sensitivity);

    /// <summary>The area over a range of sensitivities.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="from">Lower end of the range, in [0, 1].</param>
    /// <param name="to">Upper end of the range, above <paramref name="from"/>.</param>
    /// <returns>∫ specificity over sensitivity; at most to − from.</returns>
    public static double OverSensitivity(RocCurve curve, double from, double to) =>
        Over(curve, from, to, point => point.Sensitivity, point => point.Specificity);

    /// <summary>McClish's rescaling: 0.5 for a useless test, 1 for a perfect one.</summary>
    /// <param name="area">A partial area over the range.</param>
    /// <param name="from">Lower end of the range.</param>
    /// <param name="to">Upper end of the range.</param>
    /// <returns>A value in [0.5, 1]; NaN when the area lies below the diagonal's, where the rescaling has no meaning.</returns>
    /// <remarks>Source: McClish 1989, Medical Decision Making 9:190.</remarks>
    public static double Standardize(double area, double from, double to)
    {
        double least = ((1 - from) + (1 - to)) * (to - from) / 2;
        return area < least ? double.NaN : (1 + ((area - least) / (to - from - least))) / 2;
    }

    private static double Over(RocCurve curve, double from, double to, Func<RocPoint, double> along, Func<RocPoint, double> height)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (!(from >= 0 && to <= 1 && from < to))
        {
            throw new ArgumentException($"A range of a partial area must lie in [0, 1] and rise, found {from:G6} to {to:G6}.", nameof(from));
        }

        double sum = 0;
        RocPoint? before = null;
        foreach (RocPoint point in curve.Along(along))
        {
            if (before is { } last && along(point) > along(last))
            {
                double left = Math.Max(from, along(last));
                double right = Math.Min(to, along(point));
                if (right > left)
                {
                    double slope = (height(point) - height(last)) / (along(point) - along(last));
                    double middle = ((left - along(last)) + (right - along(last))) / 2;
                    sum += (right - left) * (height(last) + (slope * middle));
                }
            }

            before = point;
        }

        return sum;
    }
}
