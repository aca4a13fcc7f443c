using Voxopsy.Study.StudyFiles;
using Voxopsy.Testing;

namespace Voxopsy.Study.Tests.StudyFiles;

public sealed class StudySchemaTests
{
    [Fact]
    public void PublishedSchema_IsTheOneTheReaderUses() =>
        Assert.Equal(StudySchema.ToJson(), File.ReadAllText(Path.Combine(ReferenceFolders.Checkout, "voxopsy.schema.json")));
}
