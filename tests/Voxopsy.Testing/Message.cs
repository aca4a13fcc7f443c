using Xunit;

namespace Voxopsy.Testing;

/// <summary>Compares whole messages; a difference shows both in full.</summary>
public static class Message
{
    public static void Is(string expected, string actual)
    {
        if (expected.ReplaceLineEndings("\n") != actual.ReplaceLineEndings("\n"))
        {
            Assert.Fail($"Expected message:\n{expected}\nActual message:\n{actual}\n<end of message>");
        }
    }
}
