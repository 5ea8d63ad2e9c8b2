package org.poolwarden.cli;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.as.controller.PathElement;
import org.jboss.as.controller.registry.DelegatingResource;
import org.jboss.as.controller.registry.PlaceholderResource.PlaceholderResourceEntry;
import org.jboss.as.controller.registry.Resource;

/** A resource with children of one type, which are asked for each time and not kept. */
final class PooledResource extends DelegatingResource {

    private final Resource parent;
    private final PoolResources pools;

    PooledResource(Resource parent, PoolResources pools) {
        super(parent);
        this.parent = parent;
        this.pools = pools;
    }

    @Override
    public Set<String> getChildTypes() {
        Set<String> types = new HashSet<>(super.getChildTypes());
        types.add(PoolResources.TYPE);
        return types;
    }

    @Override
    public boolean hasChildren(String type) {
        return isOurs(type) ? !pools.names().isEmpty() : super.hasChildren(type);
    }

    @Override
    public boolean hasChild(PathElement element) {
        return isOurs(element.getKey())
                ? element.isWildcard()
                        ? hasChildren(element.getKey())
                        : pools.names().contains(element.getValue())
                : super.hasChild(element);
    }

    @Override
    public Resource getChild(PathElement element) {
        if (!isOurs(element.getKey())) {
            return super.getChild(element);
        }
        return hasChild(element) ? new PlaceholderResourceEntry(element) : null;
    }

    @Override
    public Resource requireChild(PathElement element) {
        Resource child = getChild(element);
        if (child == null) {
            throw new NoSuchResourceException(element);
        }
        return child;
    }

    @Override
    public Set<String> getChildrenNames(String type) {
        return isOurs(type) ? pools.names() : super.getChildrenNames(type);
    }

    @Override
    public Set<ResourceEntry> getChildren(String type) {
        return isOurs(type)
                ? pools.names().stream()
                        .map(name -> new PlaceholderResourceEntry(type, name))
                        .collect(Collectors.toSet())
                : super.getChildren(type);
    }

    @Override
    public Resource clone() {
        return new PooledResource(parent.clone(), pools);
    }

    private static boolean isOurs(String type) {
        return PoolResources.TYPE.equals(type);
    }
}
