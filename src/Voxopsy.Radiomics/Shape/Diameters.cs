using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.Shape;

/// <summary>The largest distances between corners of a mesh: overall, and within the planes of each axis.</summary>
/// <param name="Overall">Between any two corners, mm.</param>
/// <param name="InX">Between two corners of one plane across x, mm.</param>
/// <param name="InY">Between two corners of one plane across y, mm.</param>
/// <param name="InZ">Between two corners of one plane across z, mm.</param>
/// <param name="HullPoints">Points that hold all corners of the convex hull, in half voxels.</param>
/// <remarks>
/// Two points that are farthest apart are corners of the convex hull, so the hull of each plane holds all that is needed; the result is exact.
/// </remarks>
internal readonly record struct Diameters(double Overall, double InX, double InY, double InZ, IReadOnlyList<(int X, int Y, int Z)> HullPoints)
{
    internal static Diameters Of(SurfaceMesh mesh, Affine step)
    {
        Metric metric = new(step);
        List<(int X, int Y, int Z)> candidates = [];
        double inZ = 0, inX = 0, inY = 0;
        List<(int U, int V)> points = [];
        List<(int U, int V)> hull = [];
        RowExtremes alongX = mesh.RowsAlongX;
        for (int z = 0; z < alongX.Planes; z++)
        {
            Collect(alongX, plane: z, points);
            Corners(points, hull);
            inZ = Math.Max(inZ, Largest(hull, (row, position) => (position, row, 0), metric, inZ));
            candidates.AddRange(hull.Select(corner => (corner.V, corner.U, z)));
        }

        RowExtremes alongY = mesh.RowsAlongY;
        for (int y = 0; y < alongX.Rows; y++)
        {
            CollectAcross(alongX, row: y, points);
            Corners(points, hull);
            inY = Math.Max(inY, Largest(hull, (row, position) => (position, 0, row), metric, inY));
        }

        for (int x = 0; x < alongY.Rows; x++)
        {
            CollectAcross(alongY, row: x, points);
            Corners(points, hull);
            inX = Math.Max(inX, Largest(hull, (row, position) => (0, position, row), metric, inX));
        }

        List<(int X, int Y, int Z)> hullPoints = KeepHullOfPlanes(
            KeepHullOfPlanes(candidates, point => (point.X, point.Y, point.Z)), point => (point.Y, point.X, point.Z));
        double overall = FarthestPair.SquaredDistance(hullPoints, metric);
        return new Diameters(Math.Sqrt(overall), Math.Sqrt(inX), Math.Sqrt(inY), Math.Sqrt(inZ), hullPoints);
    }

    private static void Corners(List<(int U, int V)> points, List<(int U, int V)> hull)
    {
        hull.Clear();
        ConvexHull.AddCorners(points, hull);
    }

    private static void Collect(RowExtremes rows, int plane, List<(int U, int V)> points)
    {
        points.Clear();
        for (int row = 0; row < rows.Rows; row++)
        {
            AddEnds(rows.At(row, plane), row, points);
        }
    }

    private static void CollectAcross(RowExtremes rows, int row, List<(int U, int V)> points)
    {
        points.Clear();
        for (int plane = 0; plane < rows.Planes; plane++)
        {
            AddEnds(rows.At(row, plane), plane, points);
        }
    }

    private static void AddEnds((int Low, int High)? ends, int at, List<(int U, int V)> points)
    {
        if (ends is not var (low, high))
        {
            return;
        }

        points.Add((at, low));
        if (high > low)
        {
            points.Add((at, high));
        }
    }

    /// <summary>Of points that hold all hull corners of a body, those that are hull corners in the planes across one axis as well.</summary>
    private static List<(int X, int Y, int Z)> KeepHullOfPlanes(List<(int X, int Y, int Z)> points, Func<(int X, int Y, int Z), (int Plane, int U, int V)> view)
    {
        List<(int X, int Y, int Z)> kept = [];
        List<(int U, int V)> hull = [];
        foreach (var plane in points.GroupBy(point => view(point).Plane))
        {
            var byPlace = plane.ToDictionary(point => (view(point).U, view(point).V));
            Corners([.. byPlace.Keys.Order()], hull);
            kept.AddRange(hull.Select(corner => byPlace[corner]));
        }

        return kept;
    }

    private static double Largest(List<(int U, int V)> hull, Func<int, int, (int X, int Y, int Z)> place, Metric metric, double atLeast)
    {
        double best = atLeast;
        for (int i = 0; i < hull.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (int x, int y, int z) = place(hull[i].U - hull[j].U, hull[i].V - hull[j].V);
                best = Math.Max(best, metric.SquaredLength(x, y, z));
            }
        }

        return best;
    }
}
