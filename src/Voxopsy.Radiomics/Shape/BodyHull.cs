namespace Voxopsy.Radiomics.Shape;

/// <summary>The convex hull of points in space, with exact decisions: coordinates are whole numbers.</summary>
/// <remarks>Source: the incremental algorithm as in O'Rourke, Computational Geometry in C, chapter 4.</remarks>
internal static class BodyHull
{
    /// <summary>The triangles of the hull, seen from outside counterclockwise; none when all points lie in a plane.</summary>
    internal static List<(int A, int B, int C)> Triangles(IReadOnlyList<(int X, int Y, int Z)> points)
    {
        if (FirstFour(points) is not { } start)
        {
            return [];
        }

        LinkedList<(int A, int B, int C)> faces = [];
        AddTetrahedron(points, start, faces);
        for (int p = 0; p < points.Count; p++)
        {
            AddPoint(points, p, faces);
        }

        return [.. faces];
    }

    /// <summary>Six times the signed volume of the tetrahedron of a face and a point; positive when the point lies behind the face.</summary>
    private static long Volume(IReadOnlyList<(int X, int Y, int Z)> points, (int A, int B, int C) face, int p)
    {
        ((long x0, long y0, long z0), (int x1, int y1, int z1), (int x2, int y2, int z2), (int x3, int y3, int z3)) = (points[p], points[face.A], points[face.B], points[face.C]);
        (long ax, long ay, long az) = (x1 - x0, y1 - y0, z1 - z0);
        (long bx, long by, long bz) = (x2 - x0, y2 - y0, z2 - z0);
        (long cx, long cy, long cz) = (x3 - x0, y3 - y0, z3 - z0);
        return (ax * ((by * cz) - (bz * cy))) + (ay * ((bz * cx) - (bx * cz))) + (az * ((bx * cy) - (by * cx)));
    }

    private static int[]? FirstFour(IReadOnlyList<(int X, int Y, int Z)> points)
    {
        int second = Enumerable.Range(0, points.Count).FirstOrDefault(i => points[i] != points[0]);
        if (second == 0)
        {
            return null;
        }

        int third = Enumerable.Range(0, points.Count).FirstOrDefault(i => !Collinear(points[0], points[second], points[i]));
        if (third == 0)
        {
            return null;
        }

        int fourth = Enumerable.Range(0, points.Count).FirstOrDefault(i => Volume(points, (0, second, third), i) != 0);
        return fourth == 0 ? null : [0, second, third, fourth];
    }

    private static bool Collinear((int X, int Y, int Z) a, (int X, int Y, int Z) b, (int X, int Y, int Z) c)
    {
        (long ux, long uy, long uz) = (b.X - a.X, b.Y - a.Y, b.Z - a.Z);
        (long vx, long vy, long vz) = (c.X - a.X, c.Y - a.Y, c.Z - a.Z);
        return (uy * vz) == (uz * vy) && (uz * vx) == (ux * vz) && (ux * vy) == (uy * vx);
    }

    private static void AddTetrahedron(IReadOnlyList<(int X, int Y, int Z)> points, int[] four, LinkedList<(int A, int B, int C)> faces)
    {
        for (int left = 0; left < 4; left++)
        {
            int[] three = [.. four.Where((_, i) => i != left)];
            (int A, int B, int C) face = (three[0], three[1], three[2]);
            faces.AddLast(Volume(points, face, four[left]) > 0 ? face : (face.A, face.C, face.B));
        }
    }

    /// <summary>Replaces the faces that a point sees by faces from their rim to the point.</summary>
    private static void AddPoint(IReadOnlyList<(int X, int Y, int Z)> points, int p, LinkedList<(int A, int B, int C)> faces)
    {
        HashSet<(int, int)> rim = [];
        for (LinkedListNode<(int A, int B, int C)>? node = faces.First; node is not null;)
        {
            LinkedListNode<(int A, int B, int C)>? next = node.Next;
            (int a, int b, int c) = node.Value;
            if (Volume(points, node.Value, p) < 0)
            {
                foreach ((int from, int to) in ((int, int)[])[(a, b), (b, c), (c, a)])
                {
                    if (!rim.Remove((to, from)))
                    {
                        rim.Add((from, to));
                    }
                }

                faces.Remove(node);
            }

            node = next;
        }

        foreach ((int from, int to) in rim)
        {
            faces.AddLast((from, to, p));
        }
    }
}
