using System.Globalization;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Masks;

/// <summary>Turns outlines into voxels: a voxel belongs to a region when its center lies inside an odd number of outlines of its slice.</summary>
/// <remarks>An outline within an outline is therefore a hole. Edges count as inside on their left and top, so that neighbors share no voxel.</remarks>
public static class ContourRasterizer
{
    /// <summary>How far from a slice an outline may lie and still be on it, in slices; what rounding of coordinates makes.</summary>
    private const double OnSlice = 0.02;

    /// <summary>The voxels of a region.</summary>
    /// <param name="region">The region; it has no problem.</param>
    /// <param name="grid">The grid of the image it was drawn on.</param>
    /// <returns>The region on the grid, with everything noticed about its outlines.</returns>
    /// <exception cref="ImagingException">The outlines bound no area on this grid.</exception>
    public static NamedMask Rasterize(RoiContours region, Grid grid)
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(grid);
        if (region.Problem is not null)
        {
            throw new ImagingException($"Region {region.Number} '{region.Name}' cannot be used: {region.Problem}.");
        }

        ContourFindings findings = new();
        Affine toVoxel = grid.PatientToVoxel;
        List<IGrouping<int, Outline>> slices = [.. region.Contours.Select(contour => Place(contour, toVoxel, grid, findings)).OfType<Outline>().GroupBy(outline => outline.Slice)];
        if (slices.Count == 0)
        {
            throw new ImagingException($"Region {region.Number} '{region.Name}' has no closed outline on this image: {string.Join("; ", findings.Describe())}. It may have been drawn on another series.");
        }

        int pixels = (int)grid.Size.SliceCount;
        byte[] membership = new byte[grid.Size.VoxelCount];
        byte[] one = new byte[pixels];
        foreach (IGrouping<int, Outline> slice in slices)
        {
            Span<byte> target = membership.AsSpan(slice.Key * pixels, pixels);
            int inside = 0;
            foreach (Outline outline in slice)
            {
                Array.Clear(one);
                int area = Fill(outline, grid.Size, one);
                int shared = 0;
                for (int i = 0; i < pixels; i++)
                {
                    shared += target[i] & one[i];
                    target[i] ^= one[i];
                }

                // A hole lies wholly inside; anything between is two areas that overlap.
                findings.Overlapping += shared > 0 && shared < area && shared < inside ? 1 : 0;
                inside += area - (2 * shared);
            }
        }

        findings.Skipped = SkippedSlices([.. slices.Select(slice => slice.Key).Order()]);
        return new NamedMask(region.Number, region.Name, Mask.FromMembership(grid, membership), findings.Describe());
    }

    private static Outline? Place(Contour contour, Affine toVoxel, Grid grid, ContourFindings findings)
    {
        if (contour.GeometricType is not ("CLOSED_PLANAR" or "CLOSEDPLANAR_XOR"))
        {
            findings.Open++;
            return null;
        }

        if (contour.Points.Count < 3)
        {
            findings.Degenerate++;
            return null;
        }

        PatientPoint[] points = [.. contour.Points.Select(point => toVoxel.Apply(point.X, point.Y, point.Z))];
        double low = points.Min(point => point.Z);
        double high = points.Max(point => point.Z);
        double height = (low + high) / 2;
        if (!(high - low <= 0.2))
        {
            findings.OutOfPlane++;
            return null;
        }

        int slice = (int)Math.Clamp(Math.Round(height), -1, grid.Size.Z);
        if (slice < 0 || slice >= grid.Size.Z || !points.Any(point => point.X > -0.5 && point.X < grid.Size.X - 0.5 && point.Y > -0.5 && point.Y < grid.Size.Y - 0.5))
        {
            findings.Outside++;
            return null;
        }

        findings.PartlyOutside += points.Any(point => point.X < -0.5 || point.X > grid.Size.X - 0.5 || point.Y < -0.5 || point.Y > grid.Size.Y - 0.5) ? 1 : 0;
        findings.Between += Math.Abs(height - slice) > OnSlice ? 1 : 0;
        Outline outline = new(slice, [.. points.Select(point => (point.X, point.Y))]);
        findings.Crossing += outline.CrossesItself() ? 1 : 0;
        return outline;
    }

    /// <summary>Marks the pixels of one outline and counts them.</summary>
    private static int Fill(Outline outline, GridSize size, byte[] target)
    {
        (double X, double Y)[] points = outline.Points;
        int first = (int)Math.Max(0, Math.Ceiling(points.Min(point => point.Y)));
        int last = (int)Math.Min(size.Y - 1, Math.Floor(points.Max(point => point.Y)));
        List<double>[] crossings = new List<double>[Math.Max(0, last - first + 1)];
        for (int i = 0; i < points.Length; i++)
        {
            ((double x1, double y1), (double x2, double y2)) = (points[i], points[(i + 1) % points.Length]);
            int from = (int)Math.Max(first, Math.Ceiling(Math.Min(y1, y2)));
            int to = (int)Math.Min(last, Math.Floor(Math.Max(y1, y2)));
            for (int y = from; y <= to; y++)
            {
                if (y1 > y != y2 > y)
                {
                    (crossings[y - first] ??= []).Add(x1 + ((y - y1) * (x2 - x1) / (y2 - y1)));
                }
            }
        }

        int area = 0;
        for (int row = 0; row < crossings.Length; row++)
        {
            crossings[row]?.Sort();
            for (int i = 0; crossings[row] is { } line && i + 1 < line.Count; i += 2)
            {
                int left = (int)Math.Clamp(Math.Ceiling(line[i]), 0, size.X);
                int right = (int)Math.Clamp(Math.Ceiling(line[i + 1]), left, size.X);
                target.AsSpan(((first + row) * size.X) + left, right - left).Fill(1);
                area += right - left;
            }
        }

        return area;
    }

    /// <summary>Slices without an outline between two that have one, when most neighbors follow directly.</summary>
    private static int SkippedSlices(int[] slices) =>
        Enumerable.Range(1, Math.Max(0, slices.Length - 1)).Sum(i => slices[i] - slices[i - 1] - 1);

    /// <summary>An outline in voxel coordinates of one slice.</summary>
    private sealed record Outline(int Slice, (double X, double Y)[] Points)
    {
        private const int MostPoints = 3000;

        /// <summary>Whether two sides cross properly; sides that touch, as those of a keyhole do, are sound.</summary>
        internal bool CrossesItself()
        {
            int count = Points.Length;
            for (int i = 0; count <= MostPoints && i < count; i++)
            {
                for (int j = i + 2; j < count - (i == 0 ? 1 : 0); j++)
                {
                    if (Cross(Points[i], Points[i + 1], Points[j], Points[(j + 1) % count]))
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        private static bool Cross((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d)
        {
            const double Touch = 1e-9;
            (double p, double q) = (Side(a, b, c), Side(a, b, d));
            (double r, double s) = (Side(c, d, a), Side(c, d, b));
            return ((p > Touch && q < -Touch) || (p < -Touch && q > Touch)) && ((r > Touch && s < -Touch) || (r < -Touch && s > Touch));
        }

        private static double Side((double X, double Y) a, (double X, double Y) b, (double X, double Y) c) =>
            ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
    }

    /// <summary>What was noticed, counted.</summary>
    private sealed class ContourFindings
    {
        internal int Open { get; set; }

        internal int Degenerate { get; set; }

        internal int OutOfPlane { get; set; }

        internal int Outside { get; set; }

        internal int PartlyOutside { get; set; }

        internal int Between { get; set; }

        internal int Crossing { get; set; }

        internal int Overlapping { get; set; }

        internal int Skipped { get; set; }

        internal string[] Describe() =>
        [
            .. Sentence(Open, "contour(s) are open or points and bound no area; left out"),
            .. Sentence(Degenerate, "contour(s) have fewer than 3 points; left out"),
            .. Sentence(OutOfPlane, "contour(s) do not lie within one slice of the image; left out"),
            .. Sentence(Outside, "contour(s) lie outside the image; left out"),
            .. Sentence(PartlyOutside, "contour(s) leave the image; cut at its edge"),
            .. Sentence(Between, "contour(s) lie between slices; each is taken for the nearest slice"),
            .. Sentence(Crossing, "contour(s) cross themselves; what is enclosed twice counts as outside"),
            .. Sentence(Overlapping, "contour(s) overlap another of the same slice; what both enclose counts as outside"),
            .. Sentence(Skipped, "slice(s) between contours have none; they stay empty"),
        ];

        private static string[] Sentence(int count, string text) => count == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{count} {text}")];
    }
}
