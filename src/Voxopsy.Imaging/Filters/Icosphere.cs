namespace Voxopsy.Imaging.Filters;

/// <summary>Places spread over the unit sphere: the corners of an icosahedron whose triangles are split again and again.</summary>
internal static class Icosphere
{
    /// <summary>The corners, each once: 12, 42, 162, 642, …</summary>
    internal static (double X, double Y, double Z)[] Vertices(int subdivisions)
    {
        double golden = (1 + Math.Sqrt(5)) / 2;
        List<(double X, double Y, double Z)> corners = [];
        foreach (double one in (double[])[-1, 1])
        {
            foreach (double far in (double[])[-golden, golden])
            {
                corners.Add(OnSphere(one, far, 0));
                corners.Add(OnSphere(0, one, far));
                corners.Add(OnSphere(far, 0, one));
            }
        }

        List<(int A, int B, int C)> triangles = Triangles(corners);
        for (int round = 0; round < subdivisions; round++)
        {
            Split(corners, ref triangles);
        }

        return [.. corners];
    }

    /// <summary>All triples of neighbors: corners of an icosahedron touch where their cosine is 1/√5.</summary>
    private static List<(int A, int B, int C)> Triangles(List<(double X, double Y, double Z)> corners)
    {
        bool Touch(int a, int b) => (corners[a].X * corners[b].X) + (corners[a].Y * corners[b].Y) + (corners[a].Z * corners[b].Z) > 0.4;
        List<(int A, int B, int C)> triangles = [];
        for (int a = 0; a < corners.Count; a++)
        {
            for (int b = a + 1; b < corners.Count; b++)
            {
                for (int c = b + 1; c < corners.Count; c++)
                {
                    if (Touch(a, b) && Touch(b, c) && Touch(a, c))
                    {
                        triangles.Add((a, b, c));
                    }
                }
            }
        }

        return triangles;
    }

    private static void Split(List<(double X, double Y, double Z)> corners, ref List<(int A, int B, int C)> triangles)
    {
        Dictionary<(int, int), int> middles = [];
        int Middle(int a, int b)
        {
            (int, int) edge = (Math.Min(a, b), Math.Max(a, b));
            if (!middles.TryGetValue(edge, out int middle))
            {
                middle = corners.Count;
                corners.Add(OnSphere(corners[a].X + corners[b].X, corners[a].Y + corners[b].Y, corners[a].Z + corners[b].Z));
                middles[edge] = middle;
            }

            return middle;
        }

        List<(int A, int B, int C)> smaller = [];
        foreach ((int a, int b, int c) in triangles)
        {
            (int ab, int bc, int ca) = (Middle(a, b), Middle(b, c), Middle(c, a));
            smaller.AddRange([(a, ab, ca), (b, bc, ab), (c, ca, bc), (ab, bc, ca)]);
        }

        triangles = smaller;
    }

    private static (double X, double Y, double Z) OnSphere(double x, double y, double z)
    {
        double length = Math.Sqrt((x * x) + (y * y) + (z * z));
        return (x / length, y / length, z / length);
    }
}
