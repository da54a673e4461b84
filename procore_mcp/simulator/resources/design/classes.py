"""Which class serves which resource of the design team's tools."""

from __future__ import annotations

from procore_mcp.simulator.resources.design.drawing_revisions import DrawingRevisions
from procore_mcp.simulator.resources.design.drawing_sets import DrawingSets
from procore_mcp.simulator.resources.design.drawing_uploads import DrawingUploads
from procore_mcp.simulator.resources.design.drawings import DrawingAreas, Drawings
from procore_mcp.simulator.resources.design.images import ImageCategories, Images
from procore_mcp.simulator.resources.design.markup_pdfs import MarkupPdfs
from procore_mcp.simulator.resources.design.specifications import (
    SpecificationSectionRevisions,
    SpecificationSections,
    SpecificationSets,
    SpecificationUploads,
)
from procore_mcp.simulator.resources.design.submittal_approvers import SubmittalApprovers
from procore_mcp.simulator.resources.design.submittals import Submittals
from procore_mcp.simulator.resources.resource import Resource

DESIGN: dict[str, type[Resource]] = {
    "document_markup_pdfs": MarkupPdfs,
    "drawing_areas": DrawingAreas,
    "drawing_revisions": DrawingRevisions,
    "drawing_sets": DrawingSets,
    "drawing_uploads": DrawingUploads,
    "drawings": Drawings,
    "image_categories": ImageCategories,
    "images": Images,
    "specification_section_revisions": SpecificationSectionRevisions,
    "specification_sections": SpecificationSections,
    "specification_sets": SpecificationSets,
    "specification_uploads": SpecificationUploads,
    "submittal_approvers": SubmittalApprovers,
    "submittals": Submittals,
}
